import { getHeapStatistics } from 'node:v8'

/**
 * Whoever reads a line has its pieces, the line, what it says and what is made of that, each in up to
 * two bytes a unit, while the rest of the process goes on beside it.
 */
const shareOfHeap = 32

/**
 * The most UTF-16 code units of a text that this process can afford to hold at once: with 2 GB of
 * memory for JavaScript it is more than any format allows, with 128 MB about five million.
 */
export function textAtOnceUtf16(heapBytes = getHeapStatistics().heap_size_limit): number {
  return Math.floor(heapBytes / shareOfHeap)
}
