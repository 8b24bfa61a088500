import type { LayerId, LayerRecord, RecordId } from '@parallax/domain'
import {
  createSurface,
  type PickReport,
  type SelectionReport,
  type Shape,
  type Surface,
  type SurfaceKeymap,
} from '@parallax/surface'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useVisitor } from '../../components/visitor.tsx'
import { useAnnotate } from './annotate-context.ts'
import { annotateText } from './annotate-text.ts'
import type { Annotation } from './annotation.ts'
import { paintRecord } from './paint-record.ts'
import type { Naming } from './record-words.ts'

export type SurfacePaneProps = {
  readonly keymap: SurfaceKeymap
  readonly shapes: readonly Shape[]
  readonly plainKeys: boolean
  readonly onSelect: (report: SelectionReport) => void
  readonly onPick: (report: PickReport) => void
  readonly onGeometry: () => void
}

/** The text of the document. The surface lives outside React; this keeps it in step. */
export function SurfacePane(props: SurfacePaneProps) {
  const { annotation, doing, actions, surface } = useAnnotate()
  const host = useRef<HTMLDivElement>(null)
  const handlers = useRef(props)
  handlers.current = props
  const { nonce } = useVisitor()
  const { text, opened } = annotation
  const first = useRef(annotation)
  first.current = annotation
  useLayoutEffect(() => {
    // The editor: built once for a text, taken down with it.
    if (!host.current) return
    const { document } = first.current
    const made = createSurface(host.current, {
      text,
      label: document.data.meta.title || document.data.source.filename,
      language: document.data.meta.language,
      zones: document.data.zones,
      words: { foldTitle: annotateText.foldTitle },
      ...(nonce === undefined ? {} : { nonce }),
      onSelect: (report) => handlers.current.onSelect(report),
      onPick: (report) => handlers.current.onPick(report),
      onGeometry: () => handlers.current.onGeometry(),
      onResize: ({ id, parts }) => actions.resize(id as RecordId, parts), // records are drawn by their ids
    })
    surface.current = made
    const story = document.data.zones.find(({ kind }) => kind !== 'boilerplate')
    if (story) made.reveal({ ...story, endUtf16: story.startUtf16 + 1 }, { moveCaret: true })
    made.focus()
    return () => {
      surface.current = null
      made.destroy()
    }
  }, [text, nonce, actions, surface])
  useDrawnRecords(surface, annotation)
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
    surface.current?.setFilter({ shapes: props.shapes })
  }, [surface, props.shapes])
  useEffect(() => {
    // The editor: which record is open.
    surface.current?.setOpen(doing.openId)
  }, [surface, doing.openId])
  return <div ref={host} className="surface-host" data-document={opened.documentId} />
}

/** Keeps the drawn records those of the shown layers: only what changed is drawn again. */
function useDrawnRecords(surface: RefObject<Surface | null>, annotation: Annotation): void {
  const drawn = useRef<{
    of: Surface | null
    records: Map<string, LayerRecord>
    naming: Naming | null
  }>({
    of: null,
    records: new Map(),
    naming: null,
  })
  useLayoutEffect(() => {
    // The editor: records are put and removed by their difference to what is drawn.
    const target = surface.current
    if (!target) return
    const isNew = drawn.current.of !== target
    const before = isNew ? new Map<string, LayerRecord>() : drawn.current.records
    const naming = namingOf(annotation)
    const isRenamed = isNew || namesChanged(drawn.current.naming, naming)
    const now = new Map<string, LayerRecord>(annotation.records.map((each) => [each.id, each]))
    const put = annotation.records.filter((each) => isRenamed || before.get(each.id) !== each)
    const removed = [...before.keys()].filter((id) => !now.has(id))
    drawn.current = { of: target, records: now, naming }
    if (put.length === 0 && removed.length === 0) return
    const own = annotation.ownLayerId
    const painted = put.flatMap((each) =>
      paintRecord(each, naming, isForeign(annotation, each.id, own)),
    )
    target.apply({ put: painted, removed })
  }, [surface, annotation])
}

function isForeign(annotation: Annotation, id: RecordId, own: LayerId): boolean {
  return annotation.layers.length > 1 && annotation.layerOf(id)?.id !== own
}

function namesChanged(before: Naming | null, after: Naming): boolean {
  return (
    before === null ||
    before.registry.records !== after.registry.records ||
    before.codebook !== after.codebook ||
    before.document.data.meta !== after.document.data.meta
  )
}

/** What the words of records are made of. */
export function namingOf(annotation: Annotation): Naming {
  const { text, registry, codebook, document, recordOf } = annotation
  return { text, registry, codebook, document, recordOf }
}
