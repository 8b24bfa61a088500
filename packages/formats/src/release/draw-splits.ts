import { type SeededRandom, seededRandom, shuffled } from './seeded-random.ts'

export const splitNames = ['train', 'validation', 'test'] as const
export type SplitName = (typeof splitNames)[number]

/** Shares of the documents in per cent: whole numbers that make 100. */
export type SplitPercents = Readonly<Record<SplitName, number>>

/** Documents that stay together, with how often each label stands in them. */
export type SplitGroup = {
  /** Its first document. */
  readonly id: string
  readonly documents: number
  readonly labels: Readonly<Record<string, number>>
}

/** How splits are drawn; the same groups and the same draw always give the same splits. */
export type SplitDraw = {
  /** A whole number from 0 to 2³² − 1. */
  readonly seed: number
  readonly percents: SplitPercents
}

/**
 * The split of every group, by the group's id. Rare labels are dealt out first, each group to the
 * split that still wants most of the label (iterative stratification), as long as that split wants
 * documents at all: so none gets more documents than its share and one group. What the seed decides
 * is only what the labels leave open.
 */
export function drawSplits(
  groups: readonly SplitGroup[],
  { seed, percents }: SplitDraw,
): ReadonlyMap<string, SplitName> {
  const random = seededRandom(seed)
  const sorted = groups.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const dealing = new Dealing(shuffled(sorted, random), percents, random)
  for (let label = dealing.rarestLabel(); label !== undefined; label = dealing.rarestLabel())
    dealing.dealLabel(label)
  dealing.dealRest()
  return dealing.splits
}

/** Whether numbers are shares of a whole, as a draw needs them. */
export function arePercents(percents: SplitPercents): boolean {
  const shares = splitNames.map((name) => percents[name])
  const areShares = shares.every((each) => Number.isInteger(each) && each >= 0)
  return areShares && shares.reduce((sum, each) => sum + each, 0) === 100
}

/** What each split still wants of something, in hundredths of it, so that all numbers are whole. */
type Wants = Record<SplitName, number>

class Dealing {
  readonly splits = new Map<string, SplitName>()
  readonly #random: SeededRandom
  readonly #groups: readonly SplitGroup[]
  readonly #byLabel: ReadonlyMap<string, readonly SplitGroup[]>
  readonly #wantedDocuments: Wants
  readonly #wantedLabels: Map<string, Wants>
  /** Of each label, how many are in groups that have no split yet. */
  readonly #left: Map<string, number>

  constructor(groups: readonly SplitGroup[], percents: SplitPercents, random: SeededRandom) {
    this.#random = random
    // Large groups first: small ones still find a place later.
    this.#groups = groups.toSorted((a, b) => b.documents - a.documents)
    this.#byLabel = groupsByLabel(this.#groups)
    this.#left = new Map(
      [...this.#byLabel].map(([label, having]) => [label, sumOf(having, label)] as const),
    )
    const documents = groups.reduce((sum, group) => sum + group.documents, 0)
    this.#wantedDocuments = wantsOf(percents, documents)
    this.#wantedLabels = new Map(
      [...this.#left].map(([label, count]) => [label, wantsOf(percents, count)]),
    )
  }

  /** The label with the fewest records left to deal out; the first by name of several. */
  rarestLabel(): string | undefined {
    let rarest: string | undefined
    let fewest = Number.POSITIVE_INFINITY
    for (const [label, count] of this.#left) {
      if (count > fewest || (count === fewest && label > (rarest ?? label))) continue
      rarest = label
      fewest = count
    }
    return rarest
  }

  /** Deals out every group that has the label, those with most of it first. */
  dealLabel(label: string): void {
    const waiting = (this.#byLabel.get(label) ?? []).filter(({ id }) => !this.splits.has(id))
    const countOf = ({ labels }: SplitGroup) => labels[label] ?? 0
    for (const group of waiting.toSorted((a, b) => countOf(b) - countOf(a)))
      this.#deal(group, this.#wantedLabels.get(label))
    this.#left.delete(label)
  }

  dealRest(): void {
    for (const group of this.#groups) if (!this.splits.has(group.id)) this.#deal(group)
  }

  #deal(group: SplitGroup, wanted: Wants = this.#wantedDocuments): void {
    const split = this.#choose(wanted)
    this.splits.set(group.id, split)
    this.#wantedDocuments[split] -= group.documents * 100
    for (const [label, count] of Object.entries(group.labels)) {
      const wants = this.#wantedLabels.get(label)
      if (wants) wants[split] -= count * 100
      const left = this.#left.get(label)
      if (left !== undefined && left > count) this.#left.set(label, left - count)
      else this.#left.delete(label)
    }
  }

  #choose(wanted: Wants): SplitName {
    const open = splitNames.filter((name) => this.#wantedDocuments[name] > 0)
    const best = mostWanting(mostWanting(open, wanted), this.#wantedDocuments)
    const [drawn = 'train'] =
      best.length > 1 ? [best[Math.floor(this.#random() * best.length)]] : best
    return drawn
  }
}

function mostWanting(names: readonly SplitName[], wants: Wants): readonly SplitName[] {
  const most = Math.max(...names.map((name) => wants[name]))
  return names.filter((name) => wants[name] === most)
}

function groupsByLabel(groups: readonly SplitGroup[]): ReadonlyMap<string, readonly SplitGroup[]> {
  const byLabel = new Map<string, SplitGroup[]>()
  for (const group of groups)
    for (const [label, count] of Object.entries(group.labels)) {
      const known = byLabel.get(label)
      if (known) known.push(group)
      else if (count > 0) byLabel.set(label, [group])
    }
  return byLabel
}

function sumOf(groups: readonly SplitGroup[], label: string): number {
  return groups.reduce((sum, { labels }) => sum + (labels[label] ?? 0), 0)
}

function wantsOf(percents: SplitPercents, count: number): Wants {
  return {
    train: percents.train * count,
    validation: percents.validation * count,
    test: percents.test * count,
  }
}
