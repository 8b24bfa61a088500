import {
  applyChange,
  deriveId,
  type EntityData,
  emptyStream,
  entityIdSchema,
  labelIdSchema,
  projectIdSchema,
  type RecordId,
  type RecordOf,
  registryStreamId,
  type StreamState,
  stateFromRecords,
  userIdSchema,
} from '@parallax/domain'
import { describe, expect, test } from 'vitest'
import { foldedName, pairKey, samePairs } from './same-names.ts'

const project = projectIdSchema.parse('0192f0aa-0000-7000-8000-000000000001')
const person = labelIdSchema.parse(deriveId(project, 'person'))
const place = labelIdSchema.parse(deriveId(project, 'place'))
const idOf = (name: string) => deriveId(project, name)

function entity(
  id: string,
  name: string,
  data: Partial<EntityData> = {},
  deleted = false,
): RecordOf<'entity'> {
  const plain: EntityData = {
    name,
    type: person,
    collective: false,
    members: [],
    partOf: null,
    aliases: {},
    externalIds: {},
    note: '',
    redirect: null,
  }
  return { id: idOf(id), kind: 'entity', data: { ...plain, ...data }, deleted, revs: {} }
}

function proposition(id: string, statement: string): RecordOf<'proposition'> {
  const data = { statement, topics: [], note: '', redirect: null }
  return { id: idOf(id), kind: 'proposition', data, deleted: false, revs: {} }
}

type Row = RecordOf<'entity'> | RecordOf<'proposition'>

function registryOf(...records: Row[]): StreamState {
  return stateFromRecords(emptyStream('registry', registryStreamId(project)), 1, records)
}

const keysOf = (state: StreamState) => samePairs(state).map(({ a, b }) => pairKey(a, b))

describe('what may be the same', () => {
  test('shares a name, whatever its case, accents, punctuation or article', () => {
    const state = registryOf(entity('1', 'The Halden Council'), entity('2', 'Hâlden-council'))
    expect(keysOf(state)).toEqual([pairKey(idOf('1'), idOf('2'))])
  })

  test('shares an alias with a name', () => {
    const state = registryOf(
      entity('1', 'Mira Olsen', { aliases: { 'Ms Olsen': true } }),
      entity('2', 'ms olsen'),
    )
    expect(keysOf(state)).toHaveLength(1)
  })

  test('is asked once of a pair that shares several names', () => {
    const aliases = { 'M. Olsen': true, Olsen: true } as const
    const state = registryOf(entity('1', 'Mira', { aliases }), entity('2', 'mira', { aliases }))
    expect(samePairs(state)).toHaveLength(1)
  })

  test('is of one type, alive, and merged into nothing', () => {
    const state = registryOf(
      entity('1', 'Halden'),
      entity('2', 'Halden', { type: place }),
      entity('3', 'Halden', {}, true),
      entity('4', 'Halden', { redirect: entityIdSchema.parse(idOf('1')) }),
    )
    expect(samePairs(state)).toEqual([])
  })

  test('is asked of propositions by their words', () => {
    const state = registryOf(
      proposition('1', 'The port opens in May.'),
      proposition('2', 'The port opens in May .'),
      entity('3', 'The port opens in May'),
    )
    expect(samePairs(state)).toMatchObject([{ kind: 'proposition' }])
  })

  test('has no pair of one with itself, none twice, and only of records that are there', () => {
    for (const all of listsOf(['Halden', 'the Halden', 'Orra', 'orra!', ' '], 3)) {
      const state = registryOf(...all.map((name, at) => entity(String(at), name)))
      const pairs = samePairs(state)
      const ids = new Set<RecordId>(all.map((_, at) => idOf(String(at))))
      expect(pairs.every(({ a, b }) => a !== b && ids.has(a) && ids.has(b))).toBe(true)
      expect(new Set(pairs.map(({ a, b }) => pairKey(a, b))).size).toBe(pairs.length)
      const expected = all.flatMap((x, i) =>
        all.slice(i + 1).filter((y) => foldedName(x) !== '' && foldedName(x) === foldedName(y)),
      )
      expect(pairs).toHaveLength(expected.length)
    }
  })
})

/** Every list of these words up to a length. */
function listsOf(words: readonly string[], most: number): readonly (readonly string[])[] {
  if (most === 0) return [[]]
  const shorter = listsOf(words, most - 1)
  const longest = shorter.filter((list) => list.length === most - 1)
  return [...shorter, ...longest.flatMap((list) => words.map((word) => [...list, word]))]
}

test('a merge answers the question', () => {
  const state = registryOf(entity('1', 'Halden'), entity('2', 'halden'))
  const write = { id: idOf('2'), register: 'redirect', before: null, after: idOf('1') }
  const actor = userIdSchema.parse('0192f0aa-0000-7000-8000-000000000002')
  const merged = applyChange(state, { added: [], written: [write] }, { seq: 2, actor })
  expect(samePairs(merged)).toEqual([])
})
