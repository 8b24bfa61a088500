/** The transient washes that the surface draws, lowest first. */
export const washes = [
  'px-step',
  'px-chain',
  'px-flash-1',
  'px-flash-2',
  'px-flash-3',
  'px-flash-4',
  'px-peer-1',
  'px-peer-2',
  'px-peer-3',
  'px-peer-4',
  'px-found',
  'px-found-now',
  'px-own',
  'px-draft',
] as const
export type Wash = (typeof washes)[number]

/** The highlights of one surface. The registry of the page is shared with other surfaces. */
export type WashPainter = {
  /** Replaces what this surface paints with one wash. */
  readonly paint: (wash: Wash, ranges: readonly AbstractRange[]) => void
  readonly destroy: () => void
}

/** A painter; it paints nothing where the browser knows no custom highlights. */
export function createWashPainter(): WashPainter {
  const own = new Map<Wash, readonly AbstractRange[]>()
  const paint = (wash: Wash, ranges: readonly AbstractRange[]) => {
    const before = own.get(wash) ?? []
    if (before.length === 0 && ranges.length === 0) return
    const highlight = highlightOf(wash)
    if (!highlight) return
    for (const range of before) highlight.delete(range)
    for (const range of ranges) highlight.add(range)
    own.set(wash, ranges)
  }
  return {
    paint,
    destroy: () => {
      for (const wash of own.keys()) paint(wash, [])
    },
  }
}

function highlightOf(wash: Wash): Highlight | undefined {
  if (typeof Highlight === 'undefined') return undefined
  const known = CSS.highlights.get(wash)
  if (known) return known
  const made = new Highlight()
  made.priority = washes.indexOf(wash)
  CSS.highlights.set(wash, made)
  return made
}
