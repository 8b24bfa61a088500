import {
  type AnyRecord,
  emptyChange,
  type LogEntry,
  type OperationId,
  type RecordId,
  type UserId,
} from '@parallax/domain'
import { expect, test } from 'vitest'
import { othersWork, type Standing } from './since-visit.ts'

const [me, mei, sol] = ['me', 'mei', 'sol'] as unknown as [UserId, UserId, UserId]
const id = (name: string) => name as RecordId

const adds = (actor: UserId, ...names: readonly string[]) =>
  // Of an added record only its id is looked at.
  entry(actor, { added: names.map((name) => ({ id: name }) as unknown as AnyRecord) })

const writes = (actor: UserId, name: string, register = 'note', after: unknown = 'x') =>
  entry(actor, { written: [{ id: id(name), register, before: null, after }] })

function entry(actor: UserId, change: Partial<LogEntry['change']>): LogEntry {
  const op = 'op' as OperationId
  const rest = { seq: 1, opId: op, opType: 'x', group: op, at: '2030-01-01T00:00:00.000Z' }
  return { ...rest, actor, change: { ...emptyChange, ...change } }
}

const standings = new Map<RecordId, Standing>([
  [id('claim'), { kind: 'claim', deleted: false }],
  [id('claim 2'), { kind: 'claim', deleted: false }],
  [id('mention'), { kind: 'mention', deleted: false }],
  [id('gone'), { kind: 'stance', deleted: true }],
  [id('comment'), { kind: 'comment', deleted: false }],
])
const worked = (...entries: readonly LogEntry[]) => othersWork(entries, me, standings)
const nothing = { added: {}, changed: {}, deleted: {} }

test('nobody is named for what one did oneself', () => {
  expect(worked(adds(me, 'claim'), writes(me, 'mention'))).toEqual({ people: [], records: [] })
})

test('what others added, changed and deleted is counted by kind, a record once', () => {
  const work = worked(
    adds(mei, 'claim', 'claim 2', 'comment'),
    writes(mei, 'claim'),
    writes(mei, 'mention'),
    writes(mei, 'mention', 'label', 'y'),
    writes(mei, 'gone', 'deleted', true),
  )
  expect(work.people).toEqual([
    {
      userId: mei,
      added: { claim: 2, comment: 1 },
      changed: { mention: 1 },
      deleted: { stance: 1 },
    },
  ])
  expect(work.records).toEqual(['claim', 'claim 2', 'comment', 'mention'])
})

test('each person is named for their own part', () => {
  const work = worked(adds(mei, 'claim'), writes(sol, 'claim'))
  expect(work.people).toEqual([
    { ...nothing, userId: mei, added: { claim: 1 } },
    { ...nothing, userId: sol, changed: { claim: 1 } },
  ])
})

test('what came and went meanwhile is not worth a word, whoever took it away', () => {
  expect(worked(adds(mei, 'gone'), writes(mei, 'gone', 'deleted', true)).people).toEqual([])
  expect(worked(adds(mei, 'gone'), writes(sol, 'gone', 'deleted', true)).people).toEqual([])
})
