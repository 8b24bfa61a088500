import { lazily } from '../../../components/lazily.tsx'
import { useSaveState } from '../../../sync/project-provider.tsx'

const ConflictInPlace = lazily(
  async () => (await import('./conflict-in-place.tsx')).ConflictInPlace,
)

const DeletedMeanwhile = lazily(
  async () => (await import('./deleted-meanwhile.tsx')).DeletedMeanwhile,
)

/** Asks where two people wrote the same, when there is something to ask. */
export function ConflictSlot() {
  const { refused } = useSaveState()
  const mayAsk = refused.some(
    ({ refusal: { code } }) => code === 'stale' || code === 'batch-failed',
  )
  return (
    <>
      <DeletedMeanwhile />
      {mayAsk && <ConflictInPlace />}
    </>
  )
}
