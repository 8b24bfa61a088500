import {
  type Codebook,
  effectiveCodebook,
  type LayerData,
  type LayerId,
  type LayerRecord,
  latestCodebook,
  mapGet,
  mayWriteLayer,
  type RecordId,
  type RecordOf,
  type StreamState,
  streamHead,
} from '@parallax/domain'
import type { OpenedDocument, ProjectSession } from '@parallax/sync'
import { useMemo, useRef, useState } from 'react'
import {
  useCodebookStream,
  usePeople,
  useRegistry,
  useSession,
  useView,
  useViews,
} from '../../sync/project-provider.tsx'
import type { DocumentModel } from './model/document-model.ts'
import { useDocumentModel } from './model/use-document-model.ts'

/** A layer that exists, with what is in it. */
export type LayerView = {
  readonly id: LayerId
  readonly data: LayerData
  /** As it stands at the moment it is asked for. */
  readonly view: StreamState
}

/** Everything the annotate screen knows of the open document, made anew with every change. */
export type Annotation = {
  readonly session: ProjectSession
  readonly opened: OpenedDocument
  readonly text: string
  readonly document: RecordOf<'document'>
  readonly registry: StreamState
  readonly codebook: Codebook
  readonly layers: readonly LayerView[]
  readonly ownLayerId: LayerId
  /** The state of the layer that this person writes in; open while it does not exist yet. */
  readonly ownState: LayerData['state']
  /** Whether this person may write now: by role, and because the layer is open. */
  readonly canWrite: boolean
  /** Whether this person may change that record: it stands in the layer they write in. */
  readonly mayChange: (id: RecordId) => boolean
  readonly isReader: boolean
  readonly shownLayers: ReadonlySet<LayerId>
  readonly showLayer: (id: LayerId, isShown: boolean) => void
  /** The live records of the layers that are shown: what to ask first. */
  readonly model: DocumentModel
  readonly recordOf: (id: RecordId) => LayerRecord | undefined
  readonly layerOf: (id: RecordId) => LayerView | undefined
}

/** The open document, or `undefined` for the moment until its streams are there. */
export function useAnnotationOf(opened: OpenedDocument): Annotation | undefined {
  const session = useSession()
  const registry = useRegistry()
  const codebookStream = useCodebookStream()
  const documentView = useView(opened.documentId)
  const people = usePeople()
  // biome-ignore lint/correctness/useExhaustiveDependencies: who is here decides which layers there may be
  const layerIds = useMemo(() => session.layersOf(opened.documentId), [session, opened, people])
  const views = useViews(layerIds)
  const [hidden, setHidden] = useState<ReadonlySet<LayerId>>(new Set())
  const layers = useLayers(session, views)
  const model = useDocumentModel(session.store, layerIds, hidden)
  return useMemo(() => {
    const document = documentView && streamHead(documentView, 'document')
    const text = session.store.context(opened.documentId).text
    const ownLayerId = session.ownLayerId(opened.documentId)
    const own = layers.find(({ id }) => id === ownLayerId)
    const codebook = own
      ? effectiveCodebook(codebookStream, own.data)
      : latestCodebook(codebookStream)
    if (!document || text === null || !codebook) return undefined
    const shown = layers.filter(({ id }) => !hidden.has(id))
    const isReader = !mayWriteLayer(session.me, ownLayerData(session))
    const ownState = own?.data.state ?? 'open'
    const canWrite = !isReader && ownState === 'open'
    return {
      session,
      opened,
      text,
      document,
      registry,
      codebook,
      layers,
      ownLayerId,
      ownState,
      isReader,
      canWrite,
      mayChange: (id) =>
        canWrite && own !== undefined && mapGet(own.view.records, id) !== undefined,
      shownLayers: new Set(shown.map(({ id }) => id)),
      showLayer: (id, isShown) =>
        setHidden(isShown ? without(hidden, id) : new Set(hidden).add(id)),
      model,
      recordOf: (id) => model.get(id),
      layerOf: (id) => layers.find(({ view }) => mapGet(view.records, id)),
    }
  }, [
    session,
    opened,
    registry,
    codebookStream,
    documentView,
    layers,
    hidden,
    model,
    model.version,
  ])
}

/** The layers that exist. The same array while nothing changed but the records in them. */
function useLayers(
  { store }: ProjectSession,
  views: readonly (StreamState | undefined)[],
): readonly LayerView[] {
  const last = useRef<readonly LayerView[]>([])
  const layers = views.flatMap((view) => layerIn(view, store))
  const isSame =
    layers.length === last.current.length &&
    layers.every(({ id, data }, at) => {
      const known = last.current[at]
      return known?.id === id && known.data === data
    })
  if (!isSame) last.current = layers
  return last.current
}

function layerIn(
  view: StreamState | undefined,
  store: ProjectSession['store'],
): readonly LayerView[] {
  const layer = view && streamHead(view, 'layer')
  if (!view || !layer || layer.deleted) return []
  const id = view.id as LayerId // a layer's record has the layer's id
  return [
    {
      id,
      data: layer.data,
      get view() {
        return store.view(id) ?? view
      },
    },
  ]
}

/** The layer that this person would write in, whether it exists or not. */
function ownLayerData(session: ProjectSession): Pick<LayerData, 'kind' | 'owner'> {
  return session.project.mode === 'together'
    ? { kind: 'shared', owner: null }
    : { kind: 'annotator', owner: session.me.userId }
}

function without<Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  return new Set([...set].filter((each) => each !== item))
}
