import { useSaveState } from '../../sync/project-provider.tsx'
import { lazily } from '../lazily.tsx'

const ShellConflicts = lazily(async () => (await import('./shell-conflicts.tsx')).ShellConflicts)

/** Asks where two people wrote the same, when there is something to ask. */
export function ShellConflictSlot() {
  const { refused } = useSaveState()
  const mayAsk = refused.some(
    ({ refusal: { code } }) => code === 'stale' || code === 'batch-failed',
  )
  return mayAsk ? <ShellConflicts /> : null
}
