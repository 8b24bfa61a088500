import { getHeapStatistics } from 'node:v8'

/**
 * How many bytes something may keep in memory: as many as are of use to it, where that is no more than
 * its part of what this process may hold (an eighth is 8).
 */
export function withinHeap(
  bytes: number,
  part: number,
  heapBytes = getHeapStatistics().heap_size_limit,
): number {
  return Math.min(bytes, Math.floor(heapBytes / part))
}
