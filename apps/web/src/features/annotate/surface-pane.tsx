import type { RecordId, RecordOf } from '@parallax/domain'
import {
  createSurface,
  type PickReport,
  type SelectionReport,
  type Surface,
  type SurfaceKeymap,
  type SurfaceRelation,
} from '@parallax/surface'
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useEarlyDocument } from '../../components/early/early-context.ts'
import { earlyText } from '../../components/early/early-text.ts'
import { useVisitor } from '../../components/visitor.tsx'
import { useAnnotate, useAnnotation } from './annotate-context.ts'
import { annotateText } from './annotate-text.ts'
import type { Annotation } from './annotation.ts'
import { useChosenDrawn } from './choosing/use-chosen-drawn.ts'
import { DrawnRecords, type Painting, paintedRecords } from './drawn-records.ts'
import { paintNames } from './paint-record.ts'
import { labelName, type Naming, titleOf } from './record-words.ts'

export type SurfacePaneProps = {
  readonly keymap: SurfaceKeymap
  readonly plainKeys: boolean
  readonly onSelect: (report: SelectionReport) => void
  readonly onPick: (report: PickReport) => void
  readonly onGeometry: () => void
}

/** The text of the document. The surface lives outside React; this keeps it in step. */
export function SurfacePane(props: SurfacePaneProps) {
  const { annotation, doing, surface, hands } = useAnnotate()
  const filter = hands.filter.drawn
  const host = useRef<HTMLDivElement>(null)
  useSurface(host, props)
  useEffect(() => {
    // The editor: zones are redrawn when they change.
    surface.current?.setZones(annotation.document.data.zones)
  }, [surface, annotation.document.data.zones])
  const mayResize = doing.openId !== null && annotation.mayChange(doing.openId)
  useEffect(() => {
    // The editor: keys act as the screen says now.
    surface.current?.setKeymap(props.keymap)
    surface.current?.setEditableKeys({ plain: props.plainKeys, resize: mayResize })
  }, [surface, props.keymap, props.plainKeys, mayResize])
  useEffect(() => {
    // The editor: what is drawn.
    surface.current?.setFilter(filter)
  }, [surface, filter])
  useEffect(() => {
    // The editor: which record is open.
    surface.current?.setOpen(doing.openId)
  }, [surface, doing.openId])
  useOpenChain(annotation, doing.openId, surface)
  useChosenDrawn(surface, hands.chosen)
  return <div ref={host} className="surface-host" data-document={annotation.opened.documentId} />
}

/** Builds the surface once for a text, with the records it has, and keeps those in step. */
function useSurface(host: RefObject<HTMLDivElement | null>, props: SurfacePaneProps): void {
  const { annotation, actions, surface, hands } = useAnnotation()
  const { trail, chosen } = hands
  const handlers = useRef(props)
  handlers.current = props
  const { nonce } = useVisitor()
  const { place: placeBefore } = useEarlyDocument()
  const { text } = annotation
  const first = useRef(annotation)
  first.current = annotation
  const painting = useRef<() => Painting>(() => paintingOf(first.current))
  const drawn = useRef<DrawnRecords | null>(null)
  useLayoutEffect(() => {
    // The editor: built once for a text, taken down with it.
    if (!host.current) return
    const { document, model } = first.current
    const story = document.data.zones.find(({ kind }) => kind !== 'boilerplate')
    const made = createSurface(host.current, {
      text,
      records: paintedRecords(model, painting.current()),
      label: document.data.meta.title || document.data.source.filename,
      language: document.data.meta.language,
      zones: document.data.zones,
      // From the beginning: a caret that is moved there would be seen to jump.
      caretUtf16: story?.startUtf16 ?? 0,
      words: { foldTitle: earlyText.foldTitle },
      ...(nonce === undefined ? {} : { nonce }),
      onSelect: (report) => handlers.current.onSelect(report),
      onPick: (report) => handlers.current.onPick(report),
      onGeometry: () => handlers.current.onGeometry(),
      onResize: ({ id, parts }) => actions.resize(id as RecordId, parts), // records are drawn by their ids
      onChoose: ({ recordId }) => chosen.toggle(recordId as RecordId), // as above
      onRelationPick: ({ relationId, end }) => {
        const relation = first.current.model.get(relationId as RecordId) // relations too
        if (relation?.kind !== 'relation') return
        trail.note(relation.data[end === 'to' ? 'from' : 'to'], relation.data[end])
        actions.open(relation.data[end])
      },
    })
    surface.current = made
    drawn.current = new DrawnRecords(made, model, painting.current)
    if (story) made.reveal({ ...story, endUtf16: story.startUtf16 + 1 })
    made.focus()
    const place = placeBefore()
    if (place) made.showFrom(place.topUtf16, place.abovePx)
    return () => {
      drawn.current?.destroy()
      drawn.current = null
      surface.current = null
      made.destroy()
    }
  }, [host, text, nonce, actions, surface, trail, chosen, placeBefore])
  useDrawnNames(annotation, drawn)
}

/** Paints anew what other layers, names or the codebook make look different. */
function useDrawnNames(annotation: Annotation, drawn: RefObject<DrawnRecords | null>): void {
  const { session, model, codebook, document, layers } = annotation
  const { publisher, agency } = document.data.meta
  const looks = useMemo(
    () => ({ codebook, publisher, agency, layerCount: layers.length }),
    [codebook, publisher, agency, layers.length],
  )
  const shown = useRef(looks)
  useLayoutEffect(() => {
    // The editor: other layers are shown.
    drawn.current?.setModel(model)
  }, [drawn, model])
  useEffect(() => {
    // The editor: looks of any record may be new.
    if (shown.current !== looks) drawn.current?.repaintAll()
    shown.current = looks
  }, [drawn, looks])
  useEffect(() => {
    // The registry: names that are on chips.
    const { store, registryId } = session
    return store.subscribe(registryId, (touched) =>
      drawn.current?.takeNames(store.view(registryId), touched, [publisher, agency]),
    )
  }, [session, drawn, publisher, agency])
}

/** Links the evidence of the open claim to the words that name its sources, step by step. */
function useOpenChain(
  annotation: Annotation,
  openId: RecordId | null,
  surface: RefObject<Surface | null>,
): void {
  const record = openId ? annotation.recordOf(openId) : undefined
  const chain = record?.kind === 'claim' ? record.data.report.chain : undefined
  useEffect(() => {
    // The editor: the chain of the open claim.
    surface.current?.setChain(chain?.flatMap(({ sourceExtent }) => sourceExtent ?? []) ?? [])
  }, [surface, chain])
}

function paintingOf(annotation: Annotation): Painting {
  return {
    names: paintNames(annotation),
    relation: (record) => paintedRelation(record, annotation),
  }
}

function paintedRelation(
  { id, data }: RecordOf<'relation'>,
  annotation: Annotation,
): SurfaceRelation {
  const naming = namingOf(annotation)
  const label = labelName(data.type, naming)
  const words = (end: RecordId) => {
    const record = annotation.model.get(end)
    return record ? titleOf(record, naming) : annotateText.unknownRecord
  }
  return {
    id,
    from: data.from,
    to: data.to,
    label,
    colour: annotation.codebook.labels.get(data.type)?.colour ?? 12,
    get description() {
      return `${words(data.from)} – ${label} – ${words(data.to)}`
    },
  }
}

/** What the words of records are made of. */
export function namingOf(annotation: Annotation): Naming {
  const { text, registry, codebook, document, recordOf } = annotation
  return { text, registry, codebook, document, recordOf }
}
