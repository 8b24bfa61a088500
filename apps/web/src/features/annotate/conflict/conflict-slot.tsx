import { lazily } from '../../../components/lazily.tsx'
import { useSaveState } from '../../../sync/project-provider.tsx'

const ConflictInPlace = lazily(
  async () => (await import('./conflict-in-place.tsx')).ConflictInPlace,
)

/** Asks where two people wrote the same, when there is something to ask. */
export function ConflictSlot() {
  const { refused } = useSaveState()
  const mayAsk = refused.some(
    ({ refusal: { code } }) => code === 'stale' || code === 'batch-failed',
  )
  return mayAsk ? <ConflictInPlace /> : null
}
