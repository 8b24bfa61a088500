import { useEffect, useState } from 'react'

const LONG_MS = 4_000

/** Whether nothing has come for some seconds although something is waited for. */
export function useUnheard(heardAtMs: number, isWaiting: boolean): boolean {
  const [unheardSince, setUnheardSince] = useState<number>()
  useEffect(() => {
    // Time: that nothing comes is no event.
    if (!isWaiting) return
    const timer = setTimeout(() => setUnheardSince(heardAtMs), LONG_MS)
    return () => clearTimeout(timer)
  }, [heardAtMs, isWaiting])
  return isWaiting && unheardSince === heardAtMs
}
