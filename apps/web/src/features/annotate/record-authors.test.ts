import type { AnyRecord, LogEntry, RecordId } from '@parallax/domain'
import { expect, test } from 'vitest'
import { recordAuthors } from './record-authors.ts'

const id = '00000000-0000-7000-8000-000000000001' as RecordId // any record will do

function entry(actor: string, at: string, kind: 'added' | 'written' | 'other'): LogEntry {
  const change = {
    added: kind === 'added' ? [{ id } as AnyRecord] : [], // only the id is read
    written: kind === 'written' ? [{ id, register: 'note', before: '', after: 'x' }] : [],
  }
  return { actor, at, change } as unknown as LogEntry // only these are read
}

const opened = {
  createdBy: 'ana',
  createdAt: '2026-01-01',
  updatedBy: 'ana',
  updatedAt: '2026-01-01',
}

test('a record made since the document was opened has its maker', () => {
  expect(recordAuthors(id, undefined, [entry('ben', '2026-02-01', 'added')])).toEqual({
    createdBy: 'ben',
    createdAt: '2026-02-01',
    updatedBy: 'ben',
    updatedAt: '2026-02-01',
  })
})

test('whoever wrote last is named, and the maker stays', () => {
  const entries = [entry('ben', '2026-02-01', 'written'), entry('cleo', '2026-02-02', 'other')]
  expect(recordAuthors(id, opened, entries)).toEqual({
    ...opened,
    updatedBy: 'ben',
    updatedAt: '2026-02-01',
  })
})

test('a line older than what is known changes nothing', () => {
  expect(recordAuthors(id, opened, [entry('ben', '2025-12-31', 'written')])).toEqual(opened)
})

test('of a record that nobody spoke of nothing is known', () => {
  expect(recordAuthors(id, undefined, [entry('ben', '2026-02-01', 'written')])).toBeUndefined()
})
