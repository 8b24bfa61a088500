import type { LayerRecord, RecordId } from '@parallax/domain'
import type { DocumentModel } from '../model/document-model.ts'

/**
 * Where one gets from a record by its links, each once: the other ends of its relations, then the
 * claim that a stance names and the stances that name a claim.
 */
export function linkEnds(record: LayerRecord, model: DocumentModel): readonly RecordId[] {
  if (record.kind === 'relation') return [record.data.from, record.data.to]
  const related = model
    .linksOf(record.id)
    .map(({ data }) => (data.from === record.id ? data.to : data.from))
  const named = record.kind === 'stance' && record.data.claim ? [record.data.claim] : []
  const naming = model
    .pointingAt(record.id)
    .flatMap((each) => (each.kind === 'stance' && each.data.claim === record.id ? [each.id] : []))
  return [...new Set([...related, ...named, ...naming])].filter((id) => model.get(id))
}
