export type SliceOptions<Item> = {
  readonly signal: AbortSignal
  /** Called while the work goes on, and once more when it is done; not after the signal. */
  readonly onProgress: (found: readonly Item[], isDone: boolean) => void
  /** How long it works before others get a turn. */
  readonly sliceMs?: number
  readonly nowMs?: () => number
}

const betweenReportsMs = 120

/**
 * Collects what is found one after the other, in slices, so that the page answers in between;
 * `undefined` is a place where it may rest. The first slice is at once. The signal ends it.
 */
export async function inSlices<Item>(
  items: Iterable<Item | undefined>,
  options: SliceOptions<Item>,
): Promise<void> {
  const { signal, onProgress, sliceMs = 5, nowMs = () => performance.now() } = options
  const found: Item[] = []
  let [sliceStartMs, reportedMs] = [nowMs(), nowMs()]
  for (const item of items) {
    if (item !== undefined) found.push(item)
    if (nowMs() - sliceStartMs < sliceMs) continue
    if (nowMs() - reportedMs > betweenReportsMs) {
      onProgress([...found], false)
      reportedMs = nowMs()
    }
    await othersTurn()
    if (signal.aborted) return
    sliceStartMs = nowMs()
  }
  onProgress(found, true)
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
