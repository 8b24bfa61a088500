import { type AnyRecord, mapGet, type RecordId } from '@parallax/domain'
import { useMemo } from 'react'
import type { HistoryNaming } from '../../../components/history/naming.ts'
import { useCodebookStream } from '../../../sync/project-provider.tsx'
import type { Annotation } from '../annotation.ts'

/** What the words of this document's history are made of: its records, deleted or not. */
export function useHistoryNaming(annotation: Annotation): HistoryNaming {
  const codebook = useCodebookStream()
  return useMemo(
    () => ({
      text: annotation.text,
      registry: annotation.registry,
      codebook,
      recordOf: (id) => recordIn(annotation, id),
      personName: (id) => annotation.session.personName(id),
    }),
    [annotation, codebook],
  )
}

/** A record of the open document, of any of its layers or its own, deleted or not. */
export function recordIn(annotation: Annotation, id: RecordId): AnyRecord | undefined {
  if (annotation.document.id === id) return annotation.document
  for (const { view } of annotation.layers) {
    const record = mapGet(view.records, id)
    if (record) return record
  }
  const own = annotation.session.store.view(annotation.opened.documentId)
  return own && mapGet(own.records, id)
}
