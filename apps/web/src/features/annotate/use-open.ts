import { useMemo, useState } from 'react'

/** Whether something is open that one opens and closes, and how. The same until that changes. */
export type Open = {
  readonly isOpen: boolean
  readonly open: () => void
  readonly set: (isOpen: boolean) => void
}

/** A dialog that is closed at first. */
export function useOpen(): Open {
  const [isOpen, set] = useState(false)
  return useMemo(() => ({ isOpen, open: () => set(true), set }), [isOpen])
}
