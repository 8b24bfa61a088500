/** A stretch of the display text. */
export type ViewStretch = { readonly from: number; readonly to: number }

/**
 * Where the edge of a stretch is seen: a display offset, and on which side of it the caret stands.
 * `turned` is the run at that edge that goes against its paragraph, such as digits in Arabic: where
 * all of it belongs to the stretch, the stretch is seen to end at the other side of the run.
 */
export function seenEdge(
  stretch: ViewStretch,
  end: 'start' | 'end',
  turned: ViewStretch | null,
): readonly [viewOffset: number, side: -1 | 1] {
  if (end === 'end')
    return turned && turned.to <= stretch.to
      ? [Math.max(turned.from, stretch.from), 1]
      : [stretch.to, -1]
  return turned && turned.from >= stretch.from
    ? [Math.min(turned.to, stretch.to), -1]
    : [stretch.from, 1]
}
