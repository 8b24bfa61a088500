import {
  type Annotation,
  type CorpusDocument,
  type CountedKind,
  countedKinds,
  type Loss,
  type LossPlace,
  type LossReason,
} from './corpus.ts'

export type Counts = Readonly<Record<CountedKind, number>>

/** Losses of one kind and reason. */
export type LossLine = {
  readonly kind: CountedKind
  readonly reason: LossReason
  readonly count: number
  /** The first of them. */
  readonly places: readonly LossPlace[]
}

/** What a conversion did. For every kind, `in` is `out` and what was dropped, together. */
export type LossReport = {
  readonly in: Counts
  readonly out: Counts
  readonly dropped: readonly LossLine[]
  readonly changed: readonly LossLine[]
  /** What else one should know: the tokeniser, a unit that was not the declared one. */
  readonly notes: readonly string[]
}

/** The most places that a line names. */
const mostPlaces = 20

type Line = { kind: CountedKind; reason: LossReason; count: number; places: LossPlace[] }

/** Counts what goes in, what comes out and what is lost on the way. */
export class Ledger {
  readonly #in = emptyCounts()
  readonly #out = emptyCounts()
  readonly #lines = { dropped: new Map<string, Line>(), changed: new Map<string, Line>() }
  readonly #notes = new Set<string>()

  countIn(kind: CountedKind, count = 1): void {
    this.#in[kind] += count
  }

  countOut(kind: CountedKind, count = 1): void {
    this.#out[kind] += count
  }

  /** A document with all that is in it, as it was handed over. */
  documentIn(document: CorpusDocument): void {
    addCounts(this.#in, countsOf(document))
  }

  /** A document as it is written. */
  documentOut(document: CorpusDocument): void {
    addCounts(this.#out, countsOf(document))
  }

  /** Something that does not come out. It must have been counted in. */
  lose({ how, kind, reason, place, count }: Loss): void {
    if (count === 0) return
    const key = `${kind} ${reason}`
    const line = this.#lines[how].get(key) ?? { kind, reason, count: 0, places: [] }
    this.#lines[how].set(key, line)
    line.count += count
    if (line.places.length < mostPlaces) line.places.push(place)
  }

  /** One thing that goes in and does not come out. */
  leaveOut(kind: CountedKind, reason: LossReason, place: LossPlace): void {
    this.countIn(kind)
    this.lose({ how: 'dropped', kind, reason, place, count: 1 })
  }

  /**
   * Takes over what a second step lost of what this one had counted as coming out. What that step
   * alone knows of – what a project has besides its corpus – is left aside.
   */
  loseLater({ dropped }: LossReport): void {
    for (const { kind, reason, count, places } of dropped) {
      if (kind === 'other' || kind === 'comment') continue
      this.#out[kind] -= count
      const [first] = places
      const place = first ?? { document: '', range: null, what: kind }
      this.lose({ how: 'dropped', kind, reason, place, count })
    }
  }

  note(text: string): void {
    this.#notes.add(text)
  }

  report(): LossReport {
    return {
      in: { ...this.#in },
      out: { ...this.#out },
      dropped: sorted(this.#lines.dropped),
      changed: sorted(this.#lines.changed),
      notes: [...this.#notes],
    }
  }
}

/** Whether nothing was dropped or changed. */
export function isLossless({ dropped, changed }: LossReport): boolean {
  return dropped.length === 0 && changed.length === 0
}

/** Kinds for which what went in is not what came out and was dropped: none, if all was counted. */
export function unaccounted(report: LossReport): readonly CountedKind[] {
  return countedKinds.filter((kind) => {
    const dropped = report.dropped.filter((line) => line.kind === kind)
    return report.in[kind] !== report.out[kind] + dropped.reduce((sum, { count }) => sum + count, 0)
  })
}

/** How much of each kind is in a document, itself included. */
export function countsOf({ meta, zones, layers, split }: CorpusDocument): Counts {
  const counts = emptyCounts()
  counts.document = 1
  counts.meta = Object.keys(meta).length + (split === undefined ? 0 : 1)
  counts.zone = zones.length
  counts.layer = layers.length
  for (const layer of layers)
    for (const annotation of layer.annotations) addCounts(counts, countsOfAnnotation(annotation))
  return counts
}

/** How much of each kind is in one annotation, itself included. `part` counts those after the first. */
export function countsOfAnnotation(annotation: Annotation): Counts {
  const counts = emptyCounts()
  counts[annotation.kind] = 1
  counts.part = Math.max(0, annotation.extent.length - 1)
  counts.value = Object.keys(annotation.values).length
  counts.passage = annotation.passages.length
  counts.link = annotation.links.length
  counts.signature = annotation.signature ? 1 : 0
  return counts
}

function emptyCounts(): Record<CountedKind, number> {
  return { ...noCounts }
}

// Every counted kind is a key, and nothing else.
const noCounts = Object.fromEntries(countedKinds.map((kind) => [kind, 0])) as Record<
  CountedKind,
  number
>

function addCounts(to: Record<CountedKind, number>, from: Counts): void {
  for (const kind of countedKinds) to[kind] += from[kind]
}

function sorted(lines: ReadonlyMap<string, Line>): readonly LossLine[] {
  const rank = ({ kind }: Line) => countedKinds.indexOf(kind)
  return [...lines.values()].sort(
    (a, b) => rank(a) - rank(b) || b.count - a.count || (a.reason < b.reason ? -1 : 1),
  )
}
