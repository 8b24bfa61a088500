import { endOf, type SurfaceRecord, shapes, startOf } from './surface-record.ts'

/** Records as one reads them: by start, the outer before the inner, stances before what they hold. */
export function recordOrder(records: Iterable<SurfaceRecord>): readonly SurfaceRecord[] {
  return [...records].sort(
    (a, b) =>
      startOf(a) - startOf(b) ||
      endOf(b) - endOf(a) ||
      shapes.indexOf(b.shape) - shapes.indexOf(a.shape) ||
      (a.id < b.id ? -1 : 1),
  )
}

/**
 * The record to go to next (1) or before (-1) in an order made by `recordOrder`: from the record
 * with `fromId`, else from the place `offsetUtf16`. Undefined at the end of the list.
 */
export function neighbourRecord(
  order: readonly SurfaceRecord[],
  from: { readonly id: string | null; readonly offsetUtf16: number },
  direction: 1 | -1,
): SurfaceRecord | undefined {
  const at = order.findIndex(({ id }) => id === from.id)
  if (at >= 0) return order[at + direction]
  if (direction === 1) return order.find((record) => startOf(record) >= from.offsetUtf16)
  return order.findLast((record) => startOf(record) < from.offsetUtf16)
}
