import {
  deriveId,
  emptyStream,
  type PropositionLinkData,
  projectIdSchema,
  propositionIdSchema,
  type RecordOf,
  registryStreamId,
  stateFromRecords,
} from '@parallax/domain'
import { expect, test } from 'vitest'
import { linkEnds, linksOf } from './proposition-links.ts'

const project = projectIdSchema.parse('0192f0aa-0000-7000-8000-000000000001')
const idOf = (name: string) => propositionIdSchema.parse(deriveId(project, name))
const [a, b, c] = [idOf('a'), idOf('b'), idOf('c')]

function proposition(id: typeof a, statement: string): RecordOf<'proposition'> {
  const data = { statement, topics: [], note: '', redirect: null }
  return { id, kind: 'proposition', data, deleted: false, revs: {} }
}

function link(
  type: PropositionLinkData['type'],
  from: typeof a,
  to: typeof a,
): RecordOf<'propositionLink'> {
  const id = deriveId(project, `${type} ${from} ${to}`)
  return {
    id,
    kind: 'propositionLink',
    data: { type, from, to, note: '' },
    deleted: false,
    revs: {},
  }
}

const registry = stateFromRecords(emptyStream('registry', registryStreamId(project)), 1, [
  proposition(a, 'A.'),
  proposition(b, 'B.'),
  proposition(c, 'C.'),
  link('entails', a, b),
  link('contradicts', a, c),
])

test('a link reads from the side on which one stands', () => {
  expect(linksOf(registry, a)).toMatchObject([
    { view: 'contradicts', statement: 'C.' },
    { view: 'entails', statement: 'B.' },
  ])
  expect(linksOf(registry, b)).toMatchObject([{ view: 'follows-from', statement: 'A.' }])
  expect(linksOf(registry, c)).toMatchObject([{ view: 'contradicts', statement: 'A.' }])
})

test('what follows from another is entailed by it', () => {
  expect(linkEnds('follows-from', b, a)).toEqual({ type: 'entails', from: a, to: b })
  expect(linkEnds('overlaps', b, a)).toEqual({ type: 'overlaps', from: b, to: a })
})
