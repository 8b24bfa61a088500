import { type CodebookLabel, labelsOfSlot } from '@parallax/domain'
import type { ReactNode } from 'react'
import { dateText } from '../../../components/date-text.ts'
import { signed } from '../../../components/signed.ts'
import { labelColourClass } from '../../../components/ui/label-colour.tsx'
import { Glyph } from '../../../components/ui/record-marks.tsx'
import type { Annotation } from '../annotation.ts'
import { layerName } from '../layer-name.ts'
import { nameOf } from '../record-words.ts'
import { readingText } from './reading-text.ts'

export type ReadingFrameProps = {
  readonly annotation: Annotation
  /** What people say about the text, below it. */
  readonly notes: ReactNode
  /** Whether more of the text is still being written. */
  readonly isBusy: boolean
  readonly children: ReactNode
}

/** A document as one reads or prints it: what it is, its text, and what the lines mean. */
export function ReadingFrame({ annotation, notes, isBusy, children }: ReadingFrameProps) {
  const { meta, zones } = annotation.document.data
  const hasHeadline = zones.some(({ kind }) => kind === 'headline')
  return (
    <article className="read-page">
      {!hasHeadline && <h1 className="px-zone-headline">{meta.title}</h1>}
      <Facts annotation={annotation} />
      <div className="px-surface read-text" lang={meta.language} dir="auto" aria-busy={isBusy}>
        {children}
      </div>
      {notes}
      <Legend annotation={annotation} />
    </article>
  )
}

/** What is known of the document. */
function Facts({ annotation }: { readonly annotation: Annotation }) {
  const { meta } = annotation.document.data
  const { model } = annotation
  const shown = annotation.layers.filter(({ id }) => annotation.shownLayers.has(id))
  const facts = [
    [readingText.outlet, meta.publisher && nameOf(meta.publisher, annotation)],
    [readingText.publishedAt, meta.publishedAt && dateText(meta.publishedAt, 0)],
    [readingText.byline, meta.byline.join(', ')],
    [readingText.agency, meta.agency && nameOf(meta.agency, annotation)],
    [readingText.url, meta.url],
    [readingText.layers, shown.map((layer) => layerName(layer, annotation)).join(', ')],
    [
      readingText.holds,
      readingText.counts(model.count('mention'), model.count('claim'), model.count('stance')),
    ],
  ] as const
  return (
    <dl className="read-facts" aria-label={readingText.facts}>
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

/** What the lines and tints mean, below the footnotes. */
function Legend({ annotation }: { readonly annotation: Annotation }) {
  const types = labelsOfSlot(annotation.codebook, 'entityType').filter(
    ({ deprecated }) => !deprecated,
  )
  const { scale } = annotation.codebook
  return (
    <footer className="read-legend">
      <h2>{readingText.legend}</h2>
      <p>{readingText.legendTypes}</p>
      <ul className="read-legend__types">
        {types.map((label) => (
          <TypeSample key={label.id} label={label} />
        ))}
      </ul>
      <p>
        <Glyph kind="claim" /> {readingText.legendClaim}
      </p>
      <p>
        <Glyph kind="stance" /> {readingText.legendStance}
      </p>
      {scale && (
        <>
          <p>{readingText.legendValues}</p>
          <ul className="read-legend__types">
            {Object.entries(scale.labels)
              .sort(([a], [b]) => Number(a) - Number(b))
              .map(([value, name]) => (
                <li key={value}>
                  <b className="num">{signed(Number(value))}</b> {name}
                </li>
              ))}
          </ul>
        </>
      )}
      {annotation.layers.length > 1 && <p>{readingText.legendTentative}</p>}
    </footer>
  )
}

function TypeSample({ label }: { readonly label: CodebookLabel }) {
  return (
    <li>
      <span className={`read-legend__sample ${labelColourClass(label.colour)}`}>{label.name}</span>
      {label.definition && <small> {label.definition}</small>}
    </li>
  )
}
