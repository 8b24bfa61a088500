import type { FoundDocument, FoundHit } from '@parallax/api'
import type { LayerRecordKind } from '@parallax/domain'
import Link from 'next/link'
import type { KeyboardEvent } from 'react'
import { dateText } from '../../components/date-text.ts'
import { documentPath } from '../../components/project-path.ts'
import { Glyph, type GlyphProps, Outlet } from '../../components/ui/record-marks.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { findText as text } from './find-text.ts'

/** Hits under their documents; each leads into its text. Arrows go from hit to hit. */
export function FoundList({ documents }: { readonly documents: readonly FoundDocument[] }) {
  return (
    <div className="found">
      {documents.map((document) => (
        <FoundIn key={document.id} document={document} />
      ))}
    </div>
  )
}

function FoundIn({ document }: { readonly document: FoundDocument }) {
  const { id: project } = useSession().project
  const { title, publisherName, publishedAt, hits, isCut } = document
  const thisYear = new Date().getFullYear()
  return (
    <section className="found__doc" aria-label={title}>
      <header className="found__head">
        <h2>
          <Link href={documentPath(project, document.id)}>{title}</Link>
        </h2>
        {publisherName !== null && <Outlet name={publisherName} />}
        {publishedAt !== null && (
          <span className="muted num">{dateText(publishedAt, thisYear)}</span>
        )}
        <span className="muted num found__count">{text.ofDocument(hits.length)}</span>
      </header>
      <ul>
        {hits.map((hit) => (
          <li key={hit.startUtf16}>
            <HitLine hit={hit} href={hitPath(project, document.id, hit)} />
          </li>
        ))}
      </ul>
      {isCut && <p className="found__cut">{text.cut}</p>}
    </section>
  )
}

/** Where the annotate screen shows a hit selected. */
function hitPath(project: string, document: string, hit: FoundHit): string {
  return `${documentPath(project, document)}?from=${hit.startUtf16}&to=${hit.endUtf16}`
}

function HitLine({ hit, href }: { readonly hit: FoundHit; readonly href: string }) {
  const kinds = [...new Set(hit.records.map(({ kind }) => kind))]
  return (
    <Link className="found__hit" href={href} prefetch={false} onKeyDown={moveOn}>
      <span className="serif found__line" dir="auto">
        {hit.before}
        <mark>{hit.hit}</mark>
        {hit.after}
      </span>
      <span className="found__records">
        {kinds.map((kind) => (
          <RecordMark key={kind} kind={kind} />
        ))}
      </span>
    </Link>
  )
}

const glyphs: Readonly<Record<LayerRecordKind, GlyphProps['kind']>> = {
  mention: 'mention',
  claim: 'claim',
  stance: 'stance',
  relation: 'relation',
  documentLabel: 'document-label',
}

function RecordMark({ kind }: { readonly kind: LayerRecordKind }) {
  return (
    <span title={text.kinds[kind]}>
      <Glyph kind={glyphs[kind]} {...(kind === 'mention' ? { colour: 1 } : {})} />
      <span className="sr-only">{text.kinds[kind]}</span>
    </span>
  )
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** Goes to the hit after or before the one that has the focus; before the first, to the field. */
function moveOn(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key]
  if (step === undefined) return
  const hits = [...document.querySelectorAll<HTMLElement>('.found__hit')]
  const next = hits[hits.indexOf(event.currentTarget) + step]
  const target = next ?? (step < 0 ? document.querySelector<HTMLElement>('.find__words') : null)
  event.preventDefault()
  target?.focus()
}
