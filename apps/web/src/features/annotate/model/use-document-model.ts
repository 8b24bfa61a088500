import type { LayerId, StreamId } from '@parallax/domain'
import type { ReplicaStore } from '@parallax/sync'
import { useCallback, useLayoutEffect, useMemo, useSyncExternalStore } from 'react'
import { DocumentModel } from './document-model.ts'

/**
 * The model of the layers that are not hidden, kept in step with the store: it takes in a change in
 * the moment it is made, and the component is drawn again. Another choice of layers is another model.
 */
export function useDocumentModel(
  store: ReplicaStore,
  layerIds: readonly LayerId[],
  hidden: ReadonlySet<LayerId>,
): DocumentModel {
  const shown = useMemo(() => layerIds.filter((id) => !hidden.has(id)), [layerIds, hidden])
  const model = useMemo(() => {
    const made = new DocumentModel()
    made.reset(viewsOf(store, shown))
    return made
  }, [store, shown])
  useLayoutEffect(() => {
    // The store: what changed between making the model and listening is taken in first.
    if (viewsOf(store, shown).some((view) => !model.isAt(view))) model.reset(viewsOf(store, shown))
    const stops = shown.map((id) =>
      store.subscribe(id, (touched) => {
        const view = store.view(id)
        if (view) model.update(view, touched)
      }),
    )
    return () => {
      for (const stop of stops) stop()
    }
  }, [store, shown, model])
  const subscribe = useCallback((listener: () => void) => model.subscribe(listener), [model])
  const version = useCallback(() => model.version, [model])
  useSyncExternalStore(subscribe, version, version)
  return model
}

function viewsOf(store: ReplicaStore, ids: readonly StreamId[]) {
  return ids.flatMap((id) => store.view(id) ?? [])
}
