import type { CodebookLabel, RecordId, RecordOf, Refusal } from '@parallax/domain'
import { newId } from '@parallax/sync/new-id'
import type { Annotation } from './annotation.ts'
import { newRelation } from './new-data.ts'
import { offeredLabels } from './offered-labels.ts'

export type RelationChoice = {
  readonly label: CodebookLabel
  /** Its place among all types that are offered, from 1: the same whichever of them fit. */
  readonly ordinal: number
  readonly refusal: Refusal | null
}

/** Every relation type that is offered, with what the rules say to it between these two records. */
export function relationChoices(
  { session, opened, codebook }: Pick<Annotation, 'session' | 'opened' | 'codebook'>,
  from: RecordId,
  to: RecordId,
): readonly RelationChoice[] {
  const stream = { kind: 'layer' as const, id: session.ownLayerId(opened.documentId) }
  // Any free id will do, for nothing is made.
  const id = newId()
  return offeredLabels(codebook, 'relationType').map((label, index) => {
    const record = { id, kind: 'relation', data: newRelation(from, to, label.id) }
    const args = { records: [record] }
    const refusal = session.refusalOf({ stream, type: 'records.create', args })
    return { label, ordinal: index + 1, refusal }
  })
}

/** The types that a relation may have between the ends it has: its own, and what the rules allow. */
export function typesFor(
  { id, data }: RecordOf<'relation'>,
  { session, codebook, layerOf }: Pick<Annotation, 'session' | 'codebook' | 'layerOf'>,
) {
  const holder = layerOf(id)
  const types = offeredLabels(codebook, 'relationType', [data.type])
  if (!holder) return types
  const stream = { kind: 'layer' as const, id: holder.id }
  const isAllowed = (value: string) => {
    const args = { id, register: 'type', value }
    return session.refusalOf({ stream, type: 'record.set', args }) === null
  }
  return types.filter((type) => type.id === data.type || isAllowed(type.id))
}
