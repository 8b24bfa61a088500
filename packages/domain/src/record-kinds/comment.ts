import * as z from 'zod/mini'
import { recordIdSchema, type UserId, userIdSchema } from '../ids.ts'
import { isRecordOf, recordOf } from '../record.ts'
import type { Refusal } from '../refusal.ts'
import { checkExtent, extentSchema } from '../text-range.ts'
import { type CheckSurroundings, type KindDefinition, plainKind } from './kind-definition.ts'

/** The most that one comment may say, in UTF-16 units. */
export const maxCommentUtf16 = 10_000

/** What a comment says, in pieces: words, or somebody who is named by their id. */
export type CommentBody = readonly (string | { readonly user: UserId })[]

const pieceSchema = z.union([
  z.string().check(z.minLength(1)),
  z.readonly(z.strictObject({ user: userIdSchema })),
])

/** Bodies as they may stand. One way to write one thing: words that touch are one piece. */
export const commentBodySchema = z.readonly(z.array(pieceSchema).check(z.maxLength(1000))).check(
  z.refine(saysSomething, 'a comment says something'),
  z.refine((body) => lengthUtf16Of(body) <= maxCommentUtf16, 'a comment is at most 10,000 long'),
  z.refine(isJoined, 'words that touch are one piece'),
)

/**
 * What a comment is about: a record of its layer, a passage of the text, or the first comment of
 * the thread that it is a reply in.
 */
export const commentAnchorSchema = z.discriminatedUnion('kind', [
  z.readonly(z.strictObject({ kind: z.literal('record'), id: recordIdSchema })),
  z.readonly(z.strictObject({ kind: z.literal('passage'), extent: extentSchema })),
  z.readonly(z.strictObject({ kind: z.literal('comment'), id: recordIdSchema })),
])
export type CommentAnchor = z.infer<typeof commentAnchorSchema>

const shape = {
  anchor: commentAnchorSchema,
  author: userIdSchema,
  body: commentBodySchema,
  /** Of the first comment of a thread; a reply is never resolved by itself. */
  resolved: z.boolean(),
}
const dataSchema = z.strictObject(shape)
export type CommentData = Readonly<z.infer<typeof dataSchema>>

/** What somebody says about a record or a passage. What it speaks of may be deleted; it stays. */
export const commentKind: KindDefinition<CommentData> = {
  ...plainKind,
  streams: ['document', 'layer'],
  title: 'Comment',
  shape,
  fixed: ['anchor', 'author'],
  extentOf: ({ anchor }) => (anchor.kind === 'passage' ? anchor.extent : []),
  refersTo: ({ anchor }) => (anchor.kind === 'passage' ? [] : [anchor.id]),
  registerChecks: {
    anchor: ({ anchor }, { context }) =>
      anchor.kind === 'passage' && context.text !== null
        ? checkExtent(anchor.extent, context.text)
        : undefined,
  },
  check: (data, surroundings) => checkAnchor(data, surroundings) ?? checkResolved(data),
}

/** Kinds that nobody comments on as such: a layer, a document, and what a reply has ways of its own for. */
const withoutComments: readonly string[] = ['layer', 'document', 'comment']

function checkAnchor({ anchor }: CommentData, { state }: CheckSurroundings): Refusal | undefined {
  if (anchor.kind === 'passage') return undefined
  const target = recordOf(state, anchor.id)
  if (!target) return { code: 'unknown-record', recordId: anchor.id }
  const fits =
    anchor.kind === 'record'
      ? !withoutComments.includes(target.kind)
      : isRecordOf(target, 'comment') && target.data.anchor.kind !== 'comment'
  return fits
    ? undefined
    : { code: 'bad-value', register: 'anchor', problem: 'one cannot comment on that' }
}

function checkResolved({ anchor, resolved }: CommentData): Refusal | undefined {
  return resolved && anchor.kind === 'comment'
    ? { code: 'bad-value', register: 'resolved', problem: 'a reply is resolved with its thread' }
    : undefined
}

/** Whom a comment names, each once, in the order of the words. */
export function usersNamedIn(body: CommentBody): readonly UserId[] {
  return [...new Set(body.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.user])))]
}

function saysSomething(body: CommentBody): boolean {
  return body.some((piece) => typeof piece !== 'string' || piece.trim() !== '')
}

function lengthUtf16Of(body: CommentBody): number {
  return body.reduce((sum, piece) => sum + (typeof piece === 'string' ? piece.length : 1), 0)
}

function isJoined(body: CommentBody): boolean {
  return body.every(
    (piece, index) => typeof piece !== 'string' || typeof body[index - 1] !== 'string',
  )
}
