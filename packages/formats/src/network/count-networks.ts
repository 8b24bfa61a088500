import type { CorpusSource } from '../corpus/corpus.ts'
import type { Edge, Network, Node } from './network.ts'
import { type Place, type Statement, StatementReader } from './statements.ts'

/**
 * The networks of a corpus: who holds which stance to whom, who claims what, and who agrees with
 * whom about it. Only the counts are kept in memory.
 */
export async function countNetworks(source: CorpusSource): Promise<readonly Network[]> {
  const reader = new StatementReader(source.head)
  const [stances, claims] = [new TwoModeCount(), new TwoModeCount()]
  for await (const document of source.documents()) {
    for (const stance of reader.stances(document)) stances.add(stance)
    for (const claim of reader.claims(document)) claims.add(claim)
  }
  return [
    stances.network('holder-target', 'Who holds which stance to whom or what'),
    claims.network('actor-proposition', 'Who claims what'),
    agreementNetwork(claims),
  ]
}

/** Statements from one to another. */
type Cell = { positive: number; negative: number; neutral: number; sum: number }
type Counted = { readonly place: Place; statements: number }

/** Counts statements by who makes them and what they are about: a matrix with few cells. */
export class TwoModeCount {
  readonly #places = new Map<string, Counted>()
  readonly #cells = new Map<string, Map<string, Cell>>()

  add({ from, to, value }: Statement): void {
    for (const place of [from, to]) this.#meet(place).statements += 1
    const row = this.#cells.get(from.id) ?? new Map<string, Cell>()
    this.#cells.set(from.id, row)
    const cell = row.get(to.id) ?? { positive: 0, negative: 0, neutral: 0, sum: 0 }
    row.set(to.id, cell)
    cell[value > 0 ? 'positive' : value < 0 ? 'negative' : 'neutral'] += 1
    cell.sum += value
  }

  /** The rows, each with its cells, sorted by their ids. */
  rows(): readonly (readonly [string, ReadonlyMap<string, Cell>])[] {
    return [...this.#cells].sort(byKey)
  }

  place(id: string): Place | undefined {
    return this.#places.get(id)?.place
  }

  network(id: string, title: string): Network {
    const edges = this.rows().flatMap(([source, row]) =>
      [...row].sort(byKey).map(([target, cell]): Edge => {
        const { positive, negative, neutral, sum } = cell
        const weight = positive + negative + neutral
        return { source, target, weight, numbers: { positive, negative, neutral, sum } }
      }),
    )
    const nodes = [...this.#places].sort(byKey).map(([, { place, statements }]): Node => {
      return { ...place, statements }
    })
    return { id, title, isDirected: true, nodes, edges }
  }

  #meet(place: Place): Counted {
    const found = this.#places.get(place.id) ?? { place, statements: 0 }
    this.#places.set(place.id, found)
    return found
  }
}

/**
 * Actors by what they claim alike: for each two, over everything that both speak of, the products of
 * how often they do. `weight` is all of it; `congruence` where both affirm or both deny, `conflict`
 * where one denies what the other affirms, so that the two add up to the weight.
 */
export function agreementNetwork(claims: TwoModeCount): Network {
  const rows = claims.rows()
  const counts = new Map(rows.map(([actor, row]) => [actor, statementsIn(row)]))
  const nodes = rows.flatMap(([actor]): Node[] => {
    const place = claims.place(actor)
    return place ? [{ ...place, statements: counts.get(actor) ?? 0 }] : []
  })
  const edges = rows.flatMap(([source, first], index) =>
    rows.slice(index + 1).flatMap(([target, second]): Edge[] => {
      const { congruence, conflict } = compare(first, second)
      if (congruence + conflict === 0) return []
      const average = ((counts.get(source) ?? 0) + (counts.get(target) ?? 0)) / 2
      const numbers = {
        congruence,
        conflict,
        subtract: congruence - conflict,
        congruenceAverage: congruence / average,
      }
      return [{ source, target, weight: congruence + conflict, numbers }]
    }),
  )
  return {
    id: 'actor-actor',
    title: 'Who agrees with whom about what is claimed',
    isDirected: false,
    nodes,
    edges,
  }
}

function compare(first: ReadonlyMap<string, Cell>, second: ReadonlyMap<string, Cell>) {
  let [congruence, conflict] = [0, 0]
  for (const [concept, a] of first) {
    const b = second.get(concept)
    if (!b) continue
    congruence += a.positive * b.positive + a.negative * b.negative
    conflict += a.positive * b.negative + a.negative * b.positive
  }
  return { congruence, conflict }
}

function statementsIn(row: ReadonlyMap<string, Cell>): number {
  return [...row.values()].reduce((sum, { positive, negative, neutral }) => {
    return sum + positive + negative + neutral
  }, 0)
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}
