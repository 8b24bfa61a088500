import type { RecordId } from '@parallax/domain'
import type { StaticPiece, SurfaceRecord } from '@parallax/surface'
import Link from 'next/link'
import { Fragment, memo, type ReactNode } from 'react'
import { documentPath } from '../../../components/project-path.ts'
import { annotateText } from '../annotate-text.ts'
import type { Annotation } from '../annotation.ts'
import { labelName, quoted } from '../record-words.ts'
import { namingOf } from '../surface-pane.tsx'
import { notesWithin, type ReadingNote } from './reading-note.ts'
import type { ReadingParagraph } from './reading-paragraphs.ts'
import { readingText } from './reading-text.ts'
import type { ReadingSlice } from './use-reading-slices.ts'

export type ReadingLook = {
  /** Marks carry what they are for assistive technology. */
  readonly isDescribed: boolean
  /** The lists of records stand open. */
  readonly isListed: boolean
}

type SliceProps = ReadingLook & {
  readonly slice: ReadingSlice
  readonly annotation: Annotation
  readonly notes: readonly ReadingNote[]
}

/** Some paragraphs, those of one zone together. Drawn once: a still text does not change. */
export const SliceOfText = memo(function SliceOfText({ slice, ...rest }: SliceProps) {
  return (
    <div className="read-slice">
      {runsOf(slice).map((run) => (
        <ZoneRun key={run[0]?.startUtf16} run={run}>
          {run.map((paragraph) => (
            <Paragraph key={paragraph.startUtf16} paragraph={paragraph} {...rest} />
          ))}
        </ZoneRun>
      ))}
    </div>
  )
}, isSameSlice)

function isSameSlice(before: SliceProps, after: SliceProps): boolean {
  return (
    before.slice === after.slice &&
    before.notes === after.notes &&
    before.isDescribed === after.isDescribed &&
    before.isListed === after.isListed
  )
}

/** Neighbours of one zone. */
function runsOf(slice: ReadingSlice): readonly (readonly ReadingParagraph[])[] {
  const runs: ReadingParagraph[][] = []
  for (const paragraph of slice) {
    const last = runs.at(-1)
    if (last?.[0]?.kind === paragraph.kind) last.push(paragraph)
    else runs.push([paragraph])
  }
  return runs
}

function ZoneRun({ run, children }: { run: readonly ReadingParagraph[]; children: ReactNode }) {
  const kind = run[0]?.kind ?? 'body'
  if (kind === 'body' || kind === 'headline' || kind === 'subheading') return children
  if (kind === 'boilerplate')
    return (
      <details className="read-zone">
        <summary>{readingText.leftAside(run.length)}</summary>
        {children}
      </details>
    )
  return <section aria-label={annotateText.zoneKinds[kind]}>{children}</section>
}

type ParagraphProps = ReadingLook & {
  readonly paragraph: ReadingParagraph
  readonly annotation: Annotation
  readonly notes: readonly ReadingNote[]
}

const elementOf = { headline: 'h1', subheading: 'h2' } as const

function Paragraph(props: ParagraphProps) {
  const { paragraph, annotation, notes, isDescribed, isListed } = props
  const { attributes, kind, pieces, starting } = paragraph
  const Line = kind === 'headline' || kind === 'subheading' ? elementOf[kind] : 'p'
  return (
    <>
      <Line className={attributes.class} dir={attributes.dir}>
        {pieces.map((piece) => (
          <NotedPiece key={piece.startUtf16} {...{ piece, notes, isDescribed }} />
        ))}
      </Line>
      {starting.length > 0 && (
        <details className="read-list" open={isListed}>
          <summary>{readingText.recordsHere(starting.length)}</summary>
          <ul>
            {starting.map((record) => (
              <RecordLine key={record.id} record={record} annotation={annotation} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

type PieceProps = { readonly piece: StaticPiece; readonly isDescribed: boolean }

/** A piece of the text with the numbers of the notes that are called out in it. A mark is not cut. */
function NotedPiece({ piece, notes, isDescribed }: PieceProps & Pick<ParagraphProps, 'notes'>) {
  const { startUtf16, text, className } = piece
  const called = notesWithin(notes, startUtf16, startUtf16 + text.length)
  if (called.length === 0) return <Piece piece={piece} isDescribed={isDescribed} />
  if (className !== null)
    return (
      <>
        <Piece piece={piece} isDescribed={isDescribed} />
        {called.map((note) => (
          <NoteCall key={note.id} note={note} />
        ))}
      </>
    )
  const cuts = [startUtf16, ...called.map(({ atUtf16 }) => atUtf16)]
  return (
    <>
      {called.map((note, at) => (
        <Fragment key={note.id}>
          {text.slice((cuts[at] ?? startUtf16) - startUtf16, note.atUtf16 - startUtf16)}
          <NoteCall note={note} />
        </Fragment>
      ))}
      {text.slice((cuts.at(-1) ?? startUtf16) - startUtf16)}
    </>
  )
}

function NoteCall({ note: { number } }: { readonly note: ReadingNote }) {
  return (
    <sup className="read-call num" id={`noted-${number}`}>
      <a href={`#note-${number}`} aria-label={readingText.note(number)}>
        {number}
      </a>
    </sup>
  )
}

function Piece({ piece, isDescribed }: PieceProps) {
  if (piece.className === null) return piece.text
  const description = isDescribed
    ? piece.records.map((record) => record.description).join('; ')
    : undefined
  return (
    <mark className={piece.className} aria-description={description}>
      {piece.text}
    </mark>
  )
}

/** A record in words, its own words and what it is linked to, and the way to where it is annotated. */
function RecordLine({ record, annotation }: { record: SurfaceRecord; annotation: Annotation }) {
  const id = record.id as RecordId // records are drawn by their ids
  const { session, opened, recordOf, document } = annotation
  const known = recordOf(id)
  const href = `${documentPath(session.project.id, opened.documentId)}?record=${id}`
  return (
    <li>
      <Link href={href} prefetch={false}>
        {record.description}
      </Link>
      {known && <Owner id={id} annotation={annotation} />}
      {known && (
        <q lang={document.data.meta.language} dir="auto">
          {quoted(known, annotation)}
        </q>
      )}
      {linesOfLinks(id, annotation).map((line) => (
        <small key={line}>{line}</small>
      ))}
    </li>
  )
}

/** Whose record it is, where several people's layers stand together. */
function Owner({ id, annotation }: { id: RecordId; annotation: Annotation }) {
  const owner = annotation.layers.length > 1 ? annotation.layerOf(id)?.data.owner : null
  return owner ? <span>{annotation.session.personName(owner)}</span> : null
}

function linesOfLinks(id: RecordId, annotation: Annotation): readonly string[] {
  return annotation.model.linksOf(id).map(({ data }) => {
    const isFrom = data.from === id
    const other = annotation.recordOf(isFrom ? data.to : data.from)
    const words = other ? quoted(other, namingOf(annotation)) : ''
    const label = labelName(data.type, annotation)
    return isFrom ? readingText.linked(label, words) : readingText.linkedFrom(label, words)
  })
}
