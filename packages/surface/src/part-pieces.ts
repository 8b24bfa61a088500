import type { DisplayMap } from './display-map.ts'
import type { SurfaceRecord } from './surface-record.ts'

/** Which parts of a record reach into a display line, in the order of its pieces there. */
export function partsInLine(
  { parts }: SurfaceRecord,
  line: { readonly from: number; readonly to: number },
  map: DisplayMap,
): readonly number[] {
  if (parts.length === 1) return firstPart
  return parts.flatMap(({ startUtf16, endUtf16 }, index) => {
    const from = Math.max(line.from, map.toView(startUtf16))
    const to = Math.min(line.to, map.toView(endUtf16, -1))
    return from < to ? [index] : []
  })
}

const firstPart: readonly number[] = [0]
