import type { TextRange } from '@parallax/domain'
import {
  type PatternProblem,
  prepareQuestion,
  type Question,
  type TextMemory,
} from '@parallax/find'
import { inSlices, type SliceOptions } from './in-slices.ts'

/** What a search has found so far. */
export type TextSearch = {
  /** Hits in the order of the text, none over another. */
  readonly ranges: readonly TextRange[]
  readonly isDone: boolean
  /** Why the pattern cannot be read; then nothing is searched. */
  readonly problem?: PatternProblem
}

export type SearchTextOptions = Omit<SliceOptions<TextRange>, 'onProgress'> & {
  readonly memory: TextMemory
  /** Called while the search goes on, and once more when it is done; not after the signal. */
  readonly onProgress: (search: TextSearch) => void
}

/** Searches a text in slices, so that the page answers in between. The signal ends it. */
export async function searchText(
  text: string,
  question: Question,
  options: SearchTextOptions,
): Promise<void> {
  const { memory, onProgress, ...slicing } = options
  const prepared = await prepareQuestion(question)
  if (slicing.signal.aborted) return
  if (!prepared.ok) return onProgress({ ranges: [], isDone: true, problem: prepared.problem })
  await inSlices(prepared.seek(text, { memory }), {
    ...slicing,
    onProgress: (ranges, isDone) => onProgress({ ranges, isDone }),
  })
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
