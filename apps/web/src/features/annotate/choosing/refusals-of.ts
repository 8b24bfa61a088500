import type { Operation, Refusal } from '@parallax/domain'
import type { Draft, ProjectSession } from '@parallax/sync'
import { newOperationId } from '@parallax/sync/new-id'

/**
 * What the rules would say of drafts, one after the other, each on what those before it leave; what is
 * refused is passed over. Changes nothing. Their streams must be open.
 */
export function refusalsOf(
  { store }: Pick<ProjectSession, 'store'>,
  drafts: readonly Draft[],
): readonly (Refusal | null)[] {
  const operations = drafts.map(({ stream, type, args }): Operation => {
    const id = newOperationId()
    return {
      id,
      stream,
      type,
      args,
      baseSeq: store.confirmedSeq(stream.id),
      group: id,
      after: null,
    }
  })
  return store.trial(operations)
}
