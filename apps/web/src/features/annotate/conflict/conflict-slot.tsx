import { useRef } from 'react'
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
  const { refused, waiting } = useSaveState()
  const hasWritten = useRef(false)
  if (waiting > 0) hasWritten.current = true
  const mayAsk = refused.some(
    ({ refusal: { code } }) => code === 'stale' || code === 'batch-failed',
  )
  return (
    <>
      {/* Nobody can have deleted what one changed before one has changed something. */}
      {hasWritten.current && <DeletedMeanwhile />}
      {mayAsk && <ConflictInPlace />}
    </>
  )
}
