import {
  deriveId,
  type EntityData,
  emptyStream,
  labelIdSchema,
  projectIdSchema,
  type RecordOf,
  recordIdSchema,
  registryStreamId,
  stateFromRecords,
} from '@parallax/domain'
import { expect, test } from 'vitest'
import { listRows, mintedAtMs } from './list-rows.ts'

const project = projectIdSchema.parse('0192f0aa-0000-7000-8000-000000000001')
const person = labelIdSchema.parse(deriveId(project, 'person'))
const early = recordIdSchema.parse('0192f0aa-0000-7000-8000-00000000000a')
const late = recordIdSchema.parse('0192f0bb-0000-7000-8000-00000000000b')

function entity(id: typeof early, data: Partial<EntityData>, deleted = false): RecordOf<'entity'> {
  const plain: EntityData = {
    name: 'Mira Olsen',
    type: person,
    collective: false,
    members: [],
    partOf: null,
    aliases: {},
    externalIds: {},
    note: '',
    redirect: null,
  }
  return { id, kind: 'entity', data: { ...plain, ...data }, deleted, revs: {} }
}

const registryOf = (...records: RecordOf<'entity'>[]) =>
  stateFromRecords(emptyStream('registry', registryStreamId(project)), 1, records)

const found = { id: early as string, title: 'Old name', type: person, mentions: 3, documents: 2 }
const asked = { kind: 'entity' as const, query: '', type: null }
const betweenMs = (mintedAtMs(early) + mintedAtMs(late)) / 2

test('a row of the server reads as it is now', () => {
  const rows = listRows(registryOf(entity(early, {})), asked, { rows: [found], atMs: betweenMs })
  expect(rows).toEqual([{ ...found, title: 'Mira Olsen' }])
})

test('what was deleted or merged since is left out', () => {
  const answer = { rows: [found], atMs: betweenMs }
  expect(listRows(registryOf(entity(early, {}, true)), asked, answer)).toEqual([])
  const merged = entity(early, { redirect: labelIdSchema.parse(late) as never })
  expect(listRows(registryOf(merged), asked, answer)).toEqual([])
})

test('what was made since the answer comes first, if it is asked for', () => {
  const registry = registryOf(
    entity(early, {}),
    entity(late, { name: 'Orra', aliases: { Örra: true } }),
  )
  const answer = { rows: [found], atMs: betweenMs }
  expect(listRows(registry, asked, answer).map(({ id }) => id)).toEqual([late, early])
  const query = { ...asked, query: 'orr' }
  expect(listRows(registry, query, { ...answer, rows: [] })).toMatchObject([
    { title: 'Orra', mentions: null },
  ])
  expect(listRows(registry, { ...asked, query: 'x' }, { ...answer, rows: [] })).toEqual([])
})

test('what is older than the answer is not taken for new', () => {
  const answer = { rows: [], atMs: betweenMs }
  expect(listRows(registryOf(entity(early, {})), asked, answer)).toEqual([])
})
