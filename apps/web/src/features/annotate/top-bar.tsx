import { ArrowLeft, BookOpenText, ChevronDown, ChevronUp, ListTree } from 'lucide-react'
import Link from 'next/link'
import { memo } from 'react'
import { PaletteButton } from '../../components/palette/palette-button.tsx'
import { readingPath } from '../../components/project-path.ts'
import { SaveStateLine } from '../../components/save-state-line.tsx'
import { Button, IconButton } from '../../components/ui/button.tsx'
import { Glyph } from '../../components/ui/record-marks.tsx'
import { useAnnotation } from './annotate-context.ts'
import { annotateText } from './annotate-text.ts'
import { ComfortPopover } from './comfort/comfort-popover.tsx'
import { CommentsButton } from './comments/comment-slots.tsx'
import { layoutText } from './layout/layout-text.ts'
import { useReaderLayout } from './layout/reader-layout.ts'
import { tightBar, useMedia } from './layout/use-media.ts'
import { LayerSwitch, PhoneMenu, PresenceBar } from './lazy-parts.tsx'
import { nameOf } from './record-words.ts'

export type TopBarProps = {
  readonly onGo: (documentId: string | null) => void
}

/** Which document this is, what is drawn of it, and whether the work is saved. */
export const TopBar = memo(function TopBar({ onGo }: TopBarProps) {
  const { annotation } = useAnnotation()
  const isTight = useMedia(tightBar)
  return (
    <header className="bar-top">
      <Link
        className="btn btn--ghost btn--icon"
        href={`/p/${annotation.session.project.id}/documents`}
        aria-label={annotateText.back}
      >
        <ArrowLeft className="icon" />
      </Link>
      <DocumentPlace onGo={onGo} />
      <ShapeSwitches />
      <div className="bar-top__end">
        <SaveStateLine />
        <PresenceBar />
        {annotation.layers.length > 1 && <LayerSwitch />}
        <CommentsButton className="bar-top__comments" />
        <Link
          className="btn btn--ghost btn--icon bar-top__read"
          href={readingPath(annotation.session.project.id, annotation.opened.documentId)}
          // The router keeps what it fetches ahead: a page of each document that one goes through.
          prefetch={false}
          aria-label={layoutText.readingView}
          title={layoutText.readingView}
        >
          <BookOpenText className="icon" />
        </Link>
        <PaletteButton />
        <ComfortPopover />
        <LayerStateButton />
        {isTight && <PhoneMenu onGo={onGo} />}
      </div>
    </header>
  )
})

function DocumentPlace({ onGo }: Pick<TopBarProps, 'onGo'>) {
  const { annotation } = useAnnotation()
  const { isTreeOpen, setTreeOpen } = useReaderLayout()
  const { meta } = annotation.document.data
  const { position } = annotation.opened
  const outlet = meta.publisher ? nameOf(meta.publisher, annotation) : meta.title
  return (
    <div className="bar-top__doc">
      <h1 className="sr-only">{meta.title}</h1>
      <b className="serif">{outlet}</b>
      {meta.publishedAt && (
        <span className="muted bar-top__date">{dateWords(meta.publishedAt)}</span>
      )}
      <span className="muted bar-top__pos num">
        {annotateText.position(position.index, position.total)}
      </span>
      <IconButton
        label={annotateText.previousDocument}
        size="sm"
        disabled={!position.previous}
        onClick={() => onGo(position.previous)}
      >
        <ChevronUp className="icon icon--sm" />
      </IconButton>
      <IconButton
        label={annotateText.nextDocument}
        size="sm"
        disabled={!position.next}
        onClick={() => onGo(position.next)}
      >
        <ChevronDown className="icon icon--sm" />
      </IconButton>
      <IconButton
        label={annotateText.showRecords}
        size="sm"
        className="bar-top__tree"
        aria-expanded={isTreeOpen}
        aria-controls="reader-tree"
        onClick={() => setTreeOpen(!isTreeOpen)}
      >
        <ListTree className="icon icon--sm" />
      </IconButton>
    </div>
  )
}

const switches = [
  { shape: 'mention', glyph: 'mention', label: annotateText.entities },
  { shape: 'claim', glyph: 'claim', label: annotateText.claims },
  { shape: 'stance', glyph: 'stance', label: annotateText.stances },
] as const

function ShapeSwitches() {
  const { annotation, hands } = useAnnotation()
  const { choice, showKind, countOf } = hands.filter
  return (
    <fieldset className="layers" aria-label={annotateText.whatIsDrawn}>
      {switches.map(({ shape, glyph, label }) => {
        const isShown = !choice.hiddenKinds.has(shape)
        const count = isShown ? countOf(shape) : annotation.model.count(shape)
        return (
          <button
            key={shape}
            type="button"
            className="layer"
            aria-pressed={isShown}
            onClick={() => showKind(shape, !isShown)}
          >
            <Glyph kind={glyph} {...(shape === 'mention' ? { colour: 1 } : {})} />
            {label}
            <span className="count num">{count}</span>
          </button>
        )
      })}
    </fieldset>
  )
}

function LayerStateButton() {
  const { annotation, actions } = useAnnotation()
  const exists = annotation.layers.some(({ id }) => id === annotation.ownLayerId)
  if (annotation.isReader) return <span className="muted">{annotateText.readOnly}</span>
  if (annotation.ownState === 'locked') return <span className="muted">{annotateText.locked}</span>
  if (annotation.ownState === 'submitted')
    return <Button onClick={() => actions.layerState('layer.reopen')}>{annotateText.reopen}</Button>
  return (
    <Button look="primary" disabled={!exists} onClick={() => actions.layerState('layer.submit')}>
      {annotateText.submit}
    </Button>
  )
}

/** A date as people read it, as far as it is known. */
function dateWords(edtf: string): string {
  const [from = '', to] = edtf.split('/')
  const one = (date: string) => {
    const [year = 0, month, day] = date.split('-').map(Number)
    if (month === undefined) return String(year)
    const at = new Date(Date.UTC(year, month - 1, day ?? 1))
    const shape = { year: 'numeric', month: 'short', timeZone: 'UTC' } as const
    return at.toLocaleDateString(
      undefined,
      day === undefined ? shape : { ...shape, day: 'numeric' },
    )
  }
  return to ? `${one(from)} – ${one(to)}` : one(from)
}
