import type { FlatItem } from './flatten.ts'
import type { SurfaceContext } from './surface-context.ts'
import type { SurfaceRecord } from './surface-record.ts'

/** What a record covers of the display line from `from` to `to`, and how it looks there. */
export function lineItem(
  {
    map,
    store,
    openId = null,
  }: Pick<SurfaceContext, 'map' | 'store'> & { readonly openId?: string | null },
  record: SurfaceRecord,
  line: { readonly from: number; readonly to: number },
): FlatItem {
  const pieces = record.parts
    .map((part) => ({
      fromView: Math.max(line.from, map.toView(part.startUtf16)),
      toView: Math.min(line.to, map.toView(part.endUtf16, -1)),
    }))
    .filter(({ fromView, toView }) => fromView < toView)
  return {
    id: record.id,
    shape: record.shape,
    pieces,
    colour: store.isDimmed(record.id) ? 0 : record.colour,
    tentative: record.tentative === true,
    open: record.id === openId,
  }
}
