import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleId, sampleUserId } from '../../test/sample-ids.ts'
import { harbourText } from '../../test/sample-texts.ts'
import {
  adasLayer,
  extentOfWords,
  sample,
  sampleWorld,
  sharedLayer,
} from '../../test/sample-world.ts'
import {
  type Address,
  contextAt,
  documentAddress,
  operationOf,
  people,
  type Request,
  stateAt,
  submit,
  submitAll,
  type World,
} from '../../test/world.ts'
import { applyChange } from '../change.ts'
import { planOperation } from '../operation.ts'
import { liveRecord } from '../record.ts'
import { type CommentAnchor, commentBodySchema, usersNamedIn } from './comment.ts'

const harbour = documentAddress(sample.harbour)
const passage: CommentAnchor = { kind: 'passage', extent: extentOfWords(harbourText, 'Jonas') }
const onClaim: CommentAnchor = { kind: 'record', id: sample.claim }
const inThread: CommentAnchor = { kind: 'comment', id: sample.comment }

const says = (
  anchor: CommentAnchor,
  address: Address = adasLayer,
  actor = people.ben,
): Request => ({
  address,
  actor,
  type: 'comment.create',
  args: { id: sampleId('said now'), anchor, body: ['Is it?'] },
})

function codeOf(world: World, request: Request): string {
  const { outcome } = submit(world, request)
  return outcome.ok ? 'accepted' : outcome.reason.code
}

describe('a comment', () => {
  test('is about a record of its layer, a passage, or the first comment of its thread', () => {
    const world = sampleWorld()
    for (const anchor of [onClaim, passage, inThread])
      expect(codeOf(world, says(anchor))).toBe('accepted')
    expect(codeOf(world, says(passage, harbour))).toBe('accepted')
    expect(codeOf(world, says(onClaim, harbour))).toBe('unknown-record')
    expect(codeOf(world, says(onClaim, sharedLayer))).toBe('unknown-record')
    const reply = { kind: 'comment', id: sampleId('reply') } as const
    expect(codeOf(world, says(reply)), 'replies stand in one row').toBe('bad-value')
    expect(codeOf(world, says({ kind: 'comment', id: sample.claim }))).toBe('bad-value')
    expect(codeOf(world, says({ kind: 'record', id: adasLayer.id }))).toBe('bad-value')
    expect(codeOf(world, says({ kind: 'record', id: sample.comment }))).toBe('bad-value')
  })

  test('stands on words of the text', () => {
    const beyond = { startUtf16: 0, endUtf16: harbourText.length + 1 }
    expect(codeOf(sampleWorld(), says({ kind: 'passage', extent: [beyond] }, harbour))).toBe(
      'range-out-of-text',
    )
    expect(codeOf(sampleWorld(), says({ kind: 'passage', extent: [] }, harbour))).toBe(
      'empty-extent',
    )
  })

  test('is said of what was submitted, too', () => {
    const submitted = submitAll(sampleWorld(), [
      { address: adasLayer, actor: people.ada, type: 'layer.submit', args: {} },
    ])
    expect(codeOf(submitted, says(onClaim))).toBe('accepted')
    const resolve = { id: sample.comment, resolved: true }
    const base = { address: adasLayer, actor: people.ben }
    expect(codeOf(submitted, { ...base, type: 'comment.resolve', args: resolve })).toBe('accepted')
    const seq = stateAt(sampleWorld(), adasLayer).seq - 1
    expect(codeOf(submitted, { ...base, type: 'change.revert', args: { seq } })).toBe('accepted')
  })

  test('does not stop anyone from deleting what it speaks of, and is not lost with it', () => {
    const ids = [sample.relation, sample.stance, sample.denial, sample.claim]
    const deleted = submitAll(sampleWorld(), [
      { address: adasLayer, actor: people.ada, type: 'records.delete', args: { ids } },
    ])
    expect(liveRecord(stateAt(deleted, adasLayer), 'comment', sample.comment)).toBeDefined()
    expect(codeOf(deleted, says(onClaim)), 'said at the same moment').toBe('accepted')
  })

  test('leaves the replies to it when it is taken back', () => {
    const base = { address: adasLayer, actor: people.ben }
    const world = submitAll(sampleWorld(), [
      { ...base, type: 'comment.delete', args: { id: sample.comment } },
    ])
    expect(liveRecord(stateAt(world, adasLayer), 'comment', sampleId('reply'))).toBeDefined()
    expect(codeOf(world, says(inThread))).toBe('accepted')
    expect(codeOf(world, { ...base, type: 'comment.restore', args: { id: sample.comment } })).toBe(
      'accepted',
    )
  })

  test('keeps the document from being unmade with it', () => {
    const undo: Request = {
      address: harbour,
      actor: people.ada,
      type: 'change.revert',
      args: { seq: 1 },
    }
    expect(codeOf(sampleWorld(), undo)).toBe('has-dependents')
  })

  test('of a thread is resolved with it', () => {
    const args = { id: sampleId('reply'), resolved: true }
    expect(
      codeOf(sampleWorld(), {
        address: adasLayer,
        actor: people.ada,
        type: 'comment.resolve',
        args,
      }),
    ).toBe('bad-value')
  })

  test('of another in a blind layer is neither written nor resolved before it is submitted', () => {
    const asked = says(onClaim)
    const state = stateAt(sampleWorld(), adasLayer)
    const write = { id: adasLayer.id, register: 'blind', before: false, after: true }
    const stamp = { seq: state.seq + 1, actor: people.ada.userId }
    const blind = applyChange(state, { added: [], written: [write] }, stamp)
    const context = contextAt(sampleWorld(), adasLayer)
    const plan = (actor: Request['actor'], at = blind) =>
      planOperation(at, context, operationOf(sampleWorld(), asked), actor)
    for (const actor of [people.ben, people.jude, people.olga])
      expect(plan(actor)).toEqual({ ok: false, reason: { code: 'not-allowed' } })
    expect(plan(people.ada).ok).toBe(true)
    const submit = { id: adasLayer.id, register: 'state', before: 'open', after: 'submitted' }
    const submitted = applyChange(blind, { added: [], written: [submit] }, { ...stamp, seq: 99 })
    expect(plan(people.ben, submitted).ok).toBe(true)
  })
})

describe('what a comment says', () => {
  const user = sampleUserId('ada')
  const isBody = (body: unknown) => commentBodySchema.safeParse(body).success

  test('is words and people, and something at that', () => {
    expect(isBody(['Ask ', { user }, ' about it.'])).toBe(true)
    expect(isBody([{ user }])).toBe(true)
    for (const body of [[], [''], [' \n'], ['a', 'b'], [{ user: 'Ada' }], ['x'.repeat(10_001)]])
      expect(isBody(body), JSON.stringify(body).slice(0, 40)).toBe(false)
  })

  test('names each person once', () => {
    const names = fc
      .constantFrom('ada', 'ben', 'jude')
      .map((name) => ({ user: sampleUserId(name) }))
    fc.assert(
      fc.property(fc.array(names, { minLength: 1, maxLength: 9 }), (named) => {
        const body = named.flatMap((each) => [each, ' and '])
        expect(isBody(body)).toBe(true)
        expect(usersNamedIn(body)).toEqual([...new Set(named.map((each) => each.user))])
      }),
    )
  })
})
