import {
  applyChange,
  type CodebookContent,
  codebookStreamId,
  defaultCodebookRecords,
  draftContent,
  emptyStream,
  hopefulFacts,
  labelIdSchema,
  operationIdSchema,
  planOperation,
  projectIdSchema,
  type RecordId,
  type StreamState,
  userIdSchema,
} from '@parallax/domain'
import { describe, expect, test } from 'vitest'
import { codebookChanges, removedLabels } from './codebook-changes.ts'

const project = projectIdSchema.parse('0192f0aa-0000-7000-8000-000000000001')
const userId = userIdSchema.parse('0192f0aa-0000-7000-8000-000000000002')
const opId = operationIdSchema.parse('0192f0aa-0000-7000-8000-000000000003')
const id = codebookStreamId(project)

/** The codebook after an owner's operation. */
function edited(
  state: StreamState,
  type: 'codebook.create' | 'codebook.set' | 'codebook.delete',
  args: unknown,
) {
  const context = {
    projectId: project,
    document: null,
    text: null,
    registry: null,
    codebook: state,
    facts: hopefulFacts,
  }
  const stream = { kind: 'codebook' as const, id }
  const operation = { id: opId, stream, baseSeq: state.seq, group: opId, after: null, type, args }
  const planned = planOperation(state, context, operation, { userId, role: 'owner' })
  if (!planned.ok) throw new Error(planned.reason.code)
  return applyChange(state, planned.value, { seq: state.seq + 1, actor: userId })
}

const records = defaultCodebookRecords(project)
const start = edited(emptyStream('codebook', id), 'codebook.create', { records })
const published = draftContent(start)
const person = labelIdSchema.parse(published.label.find(({ data }) => data.name === 'Person')?.id)

const changesAfter = (state: StreamState) => codebookChanges(published, draftContent(state))

describe('what publishing would do', () => {
  test('before the first version everything is new', () => {
    const changes = codebookChanges(null, published)
    expect(changes).toHaveLength(records.length)
    expect(changes.every(({ what }) => what === 'added')).toBe(true)
  })

  test('an untouched draft changes nothing', () => {
    expect(changesAfter(start)).toEqual([])
  })

  test('an edit names the record and the fields', () => {
    const set = (register: string, value: unknown) => ({ id: person, register, value })
    const renamed = edited(start, 'codebook.set', set('name', 'Human'))
    const both = edited(renamed, 'codebook.set', set('definition', 'People.'))
    expect(changesAfter(both)).toMatchObject(
      [
        { id: person, recordKind: 'label', what: 'changed', fields: ['definition', 'name'].sort() },
      ].map((change) => ({ ...change, fields: expect.arrayContaining(change.fields) })),
    )
    expect(changesAfter(edited(renamed, 'codebook.set', set('name', 'Person')))).toEqual([])
  })

  test('a label that is taken out is shown as it was, and needs a rule', () => {
    const without = edited(start, 'codebook.delete', { ids: [person] })
    const changes = changesAfter(without)
    expect(changes).toMatchObject([{ id: person, what: 'removed', data: { name: 'Person' } }])
    expect(removedLabels(changes)).toEqual(changes)
  })

  test('a label that was never published needs none', () => {
    const fresh = '0192f0aa-0000-7000-8000-0000000000aa' as RecordId
    const [template] = records.filter(({ kind }) => kind === 'label')
    const added = edited(start, 'codebook.create', {
      records: [{ id: fresh, kind: 'label', data: { ...template?.data, name: 'Port' } }],
    })
    expect(changesAfter(added)).toMatchObject([{ id: fresh, what: 'added' }])
    expect(removedLabels(changesAfter(added))).toEqual([])
    expect(changesAfter(edited(added, 'codebook.delete', { ids: [fresh] }))).toEqual([])
  })

  test('the two ways are mirrors of each other', () => {
    const shorter: CodebookContent = draftContent(
      edited(start, 'codebook.delete', { ids: [person] }),
    )
    const there = codebookChanges(published, shorter).map((change) => change.id)
    const back = codebookChanges(shorter, published)
    expect(back.map((change) => change.id)).toEqual(there)
    expect(back).toMatchObject([{ what: 'added' }])
  })
})
