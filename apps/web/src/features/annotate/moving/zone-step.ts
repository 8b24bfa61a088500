import type { Zone } from '@parallax/domain'

/** The zone that starts next after a place in the text, or the last that starts before it. */
export function zoneStep(
  zones: readonly Zone[],
  fromUtf16: number,
  direction: 1 | -1,
): Zone | undefined {
  const sorted = [...zones].sort((a, b) => a.startUtf16 - b.startUtf16)
  return direction === 1
    ? sorted.find(({ startUtf16 }) => startUtf16 > fromUtf16)
    : sorted.findLast(({ startUtf16 }) => startUtf16 < fromUtf16)
}
