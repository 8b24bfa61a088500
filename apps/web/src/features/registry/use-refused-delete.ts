import type { RecordId, Refusal } from '@parallax/domain'
import { useSaveState, useSession } from '../../sync/project-provider.tsx'

/** A delete of this record that the server refused: only it knows every text that speaks of it. */
export function useRefusedDelete(
  id: RecordId,
): { readonly refusal: Refusal; readonly dismiss: () => void } | undefined {
  const session = useSession()
  const { refused } = useSaveState()
  const found = refused.find(
    ({ operation }) =>
      operation.type === 'registry.delete' && JSON.stringify(operation.args).includes(id),
  )
  return (
    found && {
      refusal: found.refusal,
      dismiss: () => session.dismissRefusal(found.operation.id),
    }
  )
}
