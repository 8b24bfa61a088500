import { randomUUID } from 'node:crypto'
import type { StreamAppend } from '../src/append-changes.ts'

export const samplePerson = '01910000-0000-7000-8000-000000000001'

/** A well-formed append that makes one record, but for what a test wants otherwise. */
export function sampleAppend(change: Partial<StreamAppend> = {}): StreamAppend {
  return {
    projectId: randomUUID(),
    streamId: randomUUID(),
    kind: 'layer',
    documentId: null,
    expectedSeq: 0,
    entries: [sampleEntry()],
    records: [sampleRecord()],
    refs: [],
    counters: [],
    ...change,
  }
}

export function sampleEntry(
  change: Partial<StreamAppend['entries'][number]> = {},
): StreamAppend['entries'][number] {
  return {
    opId: randomUUID(),
    opType: 'records.create',
    group: randomUUID(),
    actor: samplePerson,
    at: '2026-01-02T03:04:05.678Z',
    change: { added: [], written: [] },
    ...change,
  }
}

export function sampleRecord(
  change: Partial<StreamAppend['records'][number]> = {},
): StreamAppend['records'][number] {
  return {
    id: randomUUID(),
    kind: 'mention',
    data: { note: '' },
    revs: {},
    deleted: false,
    startUtf16: 3,
    endUtf16: 8,
    quote: 'words',
    createdBy: samplePerson,
    createdAt: '2026-01-02T03:04:05.678Z',
    updatedBy: samplePerson,
    updatedAt: '2026-01-02T03:04:05.678Z',
    ...change,
  }
}
