/** More chips than this on one line, and only those that must stay are shown. */
export const maxChipsInLine = 4

const gapPx = 3

/** A chip that wants to stand at `xPx` on a line of chips. */
export type ChipWish = {
  readonly id: string
  readonly xPx: number
  readonly widthPx: number
  /** Shown even where there are too many. */
  readonly keep: boolean
}

/** Where a chip stands after making room for the others. */
export type ChipPlace = { readonly id: string; readonly xPx: number }

/**
 * Places the chips of one line between `leftPx` and `rightPx`: each as near to its wish as can be,
 * pushed right by the one before it, pushed back left by the end of the line. Wishes come in
 * reading order, the outer record first. Too many, or too wide together: only those to keep.
 */
export function layOutChips(
  wishes: readonly ChipWish[],
  leftPx: number,
  rightPx: number,
): readonly ChipPlace[] {
  const ordered = [...wishes].sort((a, b) => a.xPx - b.xPx)
  const total = ordered.reduce((sum, { widthPx }) => sum + widthPx + gapPx, -gapPx)
  const crowded = ordered.length > maxChipsInLine || total > rightPx - leftPx
  return pushBack(
    pushRight(crowded ? ordered.filter(({ keep }) => keep) : ordered, leftPx),
    rightPx,
  )
}

type Placed = ChipPlace & { readonly widthPx: number }

function pushRight(wishes: readonly ChipWish[], leftPx: number): readonly Placed[] {
  let freePx = leftPx
  return wishes.map(({ id, xPx, widthPx }) => {
    const placed = { id, widthPx, xPx: Math.max(xPx, freePx) }
    freePx = placed.xPx + widthPx + gapPx
    return placed
  })
}

function pushBack(placed: readonly Placed[], rightPx: number): readonly ChipPlace[] {
  let limitPx = rightPx
  return placed
    .toReversed()
    .map(({ id, xPx, widthPx }) => {
      const fitted = { id, xPx: Math.min(xPx, limitPx - widthPx) }
      limitPx = fitted.xPx - gapPx
      return fitted
    })
    .toReversed()
}
