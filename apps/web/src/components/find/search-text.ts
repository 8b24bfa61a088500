import type { TextRange } from '@parallax/domain'
import {
  type PatternProblem,
  prepareQuestion,
  type Question,
  type TextMemory,
} from '@parallax/find'

/** What a search has found so far. */
export type TextSearch = {
  /** Hits in the order of the text, none over another. */
  readonly ranges: readonly TextRange[]
  readonly isDone: boolean
  /** Why the pattern cannot be read; then nothing is searched. */
  readonly problem?: PatternProblem
}

export type SearchTextOptions = {
  readonly memory: TextMemory
  readonly signal: AbortSignal
  /** Called while the search goes on, and once more when it is done; not after the signal. */
  readonly onProgress: (search: TextSearch) => void
  /** How long it works before others get a turn. */
  readonly sliceMs?: number
  readonly nowMs?: () => number
}

const betweenReportsMs = 120

/** Searches a text in slices, so that the page answers in between. The signal ends it. */
export async function searchText(
  text: string,
  question: Question,
  options: SearchTextOptions,
): Promise<void> {
  const { memory, signal, onProgress, sliceMs = 5, nowMs = () => performance.now() } = options
  const prepared = await prepareQuestion(question)
  if (signal.aborted) return
  if (!prepared.ok) return onProgress({ ranges: [], isDone: true, problem: prepared.problem })
  const ranges: TextRange[] = []
  let [sliceStartMs, reportedMs] = [nowMs(), nowMs()]
  for (const hit of prepared.seek(text, { memory })) {
    if (hit) ranges.push(hit)
    if (nowMs() - sliceStartMs < sliceMs) continue
    if (nowMs() - reportedMs > betweenReportsMs) {
      onProgress({ ranges: [...ranges], isDone: false })
      reportedMs = nowMs()
    }
    await othersTurn()
    if (signal.aborted) return
    sliceStartMs = nowMs()
  }
  onProgress({ ranges, isDone: true })
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

/** The hit at or after a place; the first of all when there is none behind it. */
export function hitFrom({ ranges, isDone }: TextSearch, fromUtf16: number): number | null {
  let [low, high] = [0, ranges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.startUtf16 ?? 0) < fromUtf16) low = middle + 1
    else high = middle
  }
  if (low < ranges.length) return low
  return isDone && ranges.length > 0 ? 0 : null
}
