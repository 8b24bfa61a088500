import type { LogEntry, RecordId, UserId } from '@parallax/domain'
import { expect, test } from 'vitest'
import { recordMakers } from './record-makers.ts'

const user = (name: string) => name as UserId // any word will do
const record = (name: string) => name as RecordId // as above

test('makers are known from the opening, from what came since, or are whoever is here', () => {
  let reads = 0
  let version = 1
  const entries: LogEntry[] = []
  const add = (id: string, actor: string) => {
    entries.push({ change: { added: [{ id }] }, actor } as unknown as LogEntry) // only these are read
    version += 1
  }
  add('new', 'ben')
  const makerOf = recordMakers({
    known: { old: { createdBy: 'ann', createdAt: '', updatedBy: 'ann', updatedAt: '' } },
    entries: () => {
      reads += 1
      return entries
    },
    version: () => version,
    me: user('me'),
  })
  expect(makerOf(record('old'))).toBe('ann')
  expect(reads).toBe(0)
  expect(makerOf(record('new'))).toBe('ben')
  expect(makerOf(record('just made'))).toBe('me')
  expect(makerOf(record('just made'))).toBe('me')
  expect(reads).toBe(1)
  add('just made', 'me too')
  expect(makerOf(record('just made'))).toBe('me too')
  expect(reads).toBe(2)
})
