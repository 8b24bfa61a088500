import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { smallCorpus } from '../../test/small-corpus.ts'
import { someCorpus, sourceOf } from '../../test/some-corpus.ts'
import { agreementNetwork, countNetworks, TwoModeCount } from './count-networks.ts'
import type { Edge } from './network.ts'
import { nodeId } from './node-id.ts'
import type { Place } from './statements.ts'

const place = (kind: 'entity' | 'proposition', id: number): Place => {
  return { id: nodeId(kind, `${id}`), label: `${id}`, kind, type: '' }
}

function countOf(statements: readonly (readonly [number, number, number])[]): TwoModeCount {
  const count = new TwoModeCount()
  for (const [actor, concept, value] of statements)
    count.add({ from: place('entity', actor), to: place('proposition', concept), value })
  return count
}

const total = (edges: readonly Edge[], of: (edge: Edge) => number | undefined) =>
  edges.reduce((sum, edge) => sum + (of(edge) ?? 0), 0)

const statements = fc.array(fc.tuple(fc.nat(5), fc.nat(4), fc.constantFrom(1, -1)), {
  maxLength: 40,
})

describe('networks of any statements', () => {
  test('have as much weight from actors to propositions as there are statements', () =>
    fc.assert(
      fc.property(statements, (all) => {
        const { edges, nodes } = countOf(all).network('n', '')
        expect(total(edges, ({ weight }) => weight)).toBe(all.length)
        expect(total(edges, ({ numbers }) => numbers.sum)).toBe(
          all.reduce((sum, [, , v]) => sum + v, 0),
        )
        expect(nodes.reduce((sum, node) => sum + node.statements, 0)).toBe(2 * all.length)
      }),
    ))

  test('between actors are congruence and conflict together, counted by hand', () =>
    fc.assert(
      fc.property(statements, (all) => {
        const { edges } = agreementNetwork(countOf(all))
        for (const { source, target, weight, numbers } of edges) {
          expect(numbers.congruence).toBe(pairs(all, source, target, (a, b) => a === b))
          expect(numbers.conflict).toBe(pairs(all, source, target, (a, b) => a !== b))
          expect(weight).toBe((numbers.congruence ?? 0) + (numbers.conflict ?? 0))
          expect(numbers.subtract).toBe((numbers.congruence ?? 0) - (numbers.conflict ?? 0))
        }
      }),
    ))
})

/** Pairs of statements of two actors about one concept whose values are as asked. */
function pairs(
  all: readonly (readonly [number, number, number])[],
  source: string,
  target: string,
  isMeant: (a: number, b: number) => boolean,
): number {
  return all
    .filter(([actor]) => nodeId('entity', `${actor}`) === source)
    .flatMap(([, concept, value]) =>
      all.filter(
        ([actor, other, b]) =>
          nodeId('entity', `${actor}`) === target && other === concept && isMeant(value, b),
      ),
    ).length
}

/** Forty statements of seven organisations about six concepts, made up; sums worked out by hand. */
const forty: readonly (readonly [number, number, number])[] = [
  [1, 1, 5, 0],
  [1, 2, 2, 1],
  [2, 1, 3, 2],
  [2, 3, 4, 0],
  [3, 1, 0, 4],
  [3, 4, 1, 1],
  [4, 2, 3, 0],
  [4, 5, 0, 2],
  [5, 5, 2, 2],
  [6, 6, 3, 1],
  [7, 6, 1, 3],
].flatMap(([actor = 0, concept = 0, yes = 0, no = 0]) => [
  ...Array.from({ length: yes }, () => [actor, concept, 1] as const),
  ...Array.from({ length: no }, () => [actor, concept, -1] as const),
])

test('forty statements give the sums that were worked out by hand', () => {
  const count = countOf(forty)
  const { edges } = count.network('n', '')
  expect(forty).toHaveLength(40)
  expect([
    edges.length,
    total(edges, ({ weight }) => weight),
    total(edges, ({ numbers }) => numbers.sum),
  ]).toEqual([11, 40, 8])
  const agreement = agreementNetwork(count).edges
  const told = agreement.map(({ source, target, weight, numbers }) => {
    return [source.slice(7), target.slice(7), weight, numbers.congruence, numbers.conflict].join(
      ' ',
    )
  })
  // 1–2 over concept 1: 5·3 + 0·2 alike, 5·2 + 0·3 apart; and so on.
  expect(told).toEqual([
    '1 2 25 15 10',
    '1 3 20 0 20',
    '1 4 9 6 3',
    '2 3 20 8 12',
    '4 5 8 4 4',
    '6 7 16 6 10',
  ])
})

test('claims of an article go from their sources, stances from their holders', async () => {
  const [stances, claims] = await countNetworks(sourceOf(smallCorpus))
  expect(claims?.edges).toMatchObject([
    { source: 'entity:e1', target: 'proposition:p1', weight: 1 },
  ])
  // The stance is to a claim, which is one to what is claimed.
  expect(stances?.edges).toMatchObject([
    { source: 'entity:e2', target: 'proposition:p1', weight: 1, numbers: { negative: 1, sum: -1 } },
  ])
})

test('every edge of any corpus is between nodes of its network', () =>
  fc.assert(
    fc.asyncProperty(someCorpus, async (corpus) => {
      for (const { nodes, edges } of await countNetworks(sourceOf(corpus))) {
        const ids = new Set(nodes.map(({ id }) => id))
        expect(ids.size).toBe(nodes.length)
        for (const { source, target } of edges)
          expect([ids.has(source), ids.has(target)]).toEqual([true, true])
      }
    }),
    { numRuns: 40 },
  ))
