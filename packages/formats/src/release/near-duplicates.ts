import type { TextSketch } from './text-sketch.ts'

/** Two texts with at least this share of common shingles (Jaccard) are near-duplicates. */
export const nearDuplicateRatio = 0.4

/** Two texts by their places in the list. */
export type NearPair = readonly [later: number, earlier: number]

/** A sketch by the place of its text. */
type Entry = { readonly index: number; readonly sketch: TextSketch }

/**
 * The pairs of near-duplicates in `sketches`. Exact: no pair at or above the ratio is missed, none
 * below it is told. Pairs that `isKnown` are not looked at. It yields at least once a text, so that
 * whoever waits may do something else in between.
 *
 * Pairs are looked for by their rarest shingles only. Of two sets whose common share is at least
 * `ratio`, the first `size − ⌈ratio · size⌉ + 1` shingles in any one order hold a common one; with
 * the rarest first these lists stay short, and what all texts share (a footer) is never looked up.
 */
export function* nearDuplicates(
  sketches: readonly TextSketch[],
  ratio: number = nearDuplicateRatio,
  isKnown: (pair: NearPair) => boolean = () => false,
): Generator<NearPair | undefined> {
  const rarity = countShingles(sketches)
  const earlier = new Neighbours(sketches.length)
  for (const { index, sketch } of bySize(sketches)) {
    const rarest = rarestOf(sketch, rarity, prefixLength(sketch.length, ratio))
    for (const other of earlier.meet(index, rarest)) {
      const pair = [index, other] as const
      if (!isKnown(pair) && areNear(sketches[other] ?? sketch, sketch, ratio)) yield pair
    }
    yield
  }
}

/** Texts by their rarest shingles. */
class Neighbours {
  readonly #byShingle = new Map<number, number[]>()
  /** The last text that met each text, plus one. */
  readonly #metBy: Uint32Array

  constructor(count: number) {
    this.#metBy = new Uint32Array(count)
  }

  /** Adds a text and tells those that came before it with one of the same shingles, each once. */
  *meet(index: number, shingles: readonly number[]): Generator<number> {
    for (const shingle of shingles) {
      const others = this.#byShingle.get(shingle)
      if (others) yield* this.#unmet(index, others)
      if (others) others.push(index)
      else this.#byShingle.set(shingle, [index])
    }
  }

  *#unmet(index: number, others: readonly number[]): Generator<number> {
    for (const other of others) {
      if (this.#metBy[other] === index + 1) continue
      this.#metBy[other] = index + 1
      yield other
    }
  }
}

/** Smaller sets first: then those that are looked up are never larger than the one that asks. */
function bySize(sketches: readonly TextSketch[]): readonly Entry[] {
  return sketches
    .map((sketch, index) => ({ index, sketch }))
    .filter(({ sketch }) => sketch.length > 0)
    .sort((a, b) => a.sketch.length - b.sketch.length || a.index - b.index)
}

/** Products of ratios come out a little too large now and then; a whole number stays one. */
const rounding = 1e-9

function prefixLength(size: number, ratio: number): number {
  return size - Math.ceil(ratio * size - rounding) + 1
}

const mostBuckets = 1 << 22

/**
 * About how often each shingle stands in all texts. Shingles that share a bucket count for one
 * another: that costs speed at worst, for any order of shingles is right as long as it is one.
 */
function countShingles(sketches: readonly TextSketch[]): Uint32Array {
  const total = sketches.reduce((sum, { length }) => sum + length, 0)
  const counts = new Uint32Array(Math.min(mostBuckets, 2 * total + 1))
  for (const sketch of sketches)
    for (const shingle of sketch) {
      const bucket = shingle % counts.length
      counts[bucket] = (counts[bucket] ?? 0) + 1
    }
  return counts
}

function rarestOf(sketch: TextSketch, rarity: Uint32Array, length: number): readonly number[] {
  const countOf = (shingle: number) => rarity[shingle % rarity.length] ?? 0
  return [...sketch].sort((a, b) => countOf(a) - countOf(b) || a - b).slice(0, length)
}

/** Whether two ascending sets share enough. Stops as soon as they cannot any more. */
function areNear(smaller: TextSketch, larger: TextSketch, ratio: number): boolean {
  const [a, b] = [smaller.length, larger.length]
  // |x ∩ y| / |x ∪ y| ≥ ratio, put in terms of what is common.
  const needed = Math.ceil((ratio / (1 + ratio)) * (a + b) - rounding)
  let [i, j, common] = [0, 0, 0]
  while (i < a && j < b && common + Math.min(a - i, b - j) >= needed) {
    const [x, y] = [smaller[i] ?? 0, larger[j] ?? 0]
    if (x === y) common += 1
    if (x <= y) i += 1
    if (y <= x) j += 1
  }
  return common >= needed
}
