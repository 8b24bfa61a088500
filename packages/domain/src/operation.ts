import * as z from 'zod/mini'
import { type Change, touchedIds } from './change.ts'
import type { Actor, PlanContext } from './context.ts'
import { operationIdSchema, streamIdSchema } from './ids.ts'
import type { OperationDefinition, Planning } from './operations/operation-definition.ts'
import { type OperationType, operations } from './operations/registry.ts'
import { mayDo } from './permissions.ts'
import type { Refusal } from './refusal.ts'
import { type Result, refuse } from './result.ts'
import { type StreamState, streamKinds } from './stream-state.ts'

const operationTypes = Object.keys(operations) as OperationType[] // its own keys

/** What a person means to do, as plain data: minted in the browser, planned on both sides. */
export const operationSchema = z.strictObject({
  /** UUIDv7 from the browser; the same id is the same operation, however often it is sent. */
  id: operationIdSchema,
  stream: z.readonly(z.strictObject({ kind: z.enum(streamKinds), id: streamIdSchema })),
  /** The confirmed seq of this stream at the gesture; never rewritten on resending. */
  baseSeq: z.int().check(z.nonnegative()),
  /** The id of the first operation of the gesture. */
  group: operationIdSchema,
  /** The operation that must be in the log first, perhaps of another stream. */
  after: z.nullable(operationIdSchema),
  type: z.enum(operationTypes),
  args: z.unknown(),
})
export type Operation = Readonly<z.infer<typeof operationSchema>>

/** The arguments of one type of operation. */
export type ArgsOf<T extends OperationType> =
  (typeof operations)[T] extends OperationDefinition<infer Args> ? Args : never

/** The most that one operation may weigh, as JSON. */
export const maxOperationBytes = 1_000_000

/** The most records that one operation may touch. */
export const maxOperationRecords = 1000

/**
 * What an operation would change in a stream, or why not. The same rule, in the same words, in the
 * browser and on the server; `state` is never touched.
 */
export function planOperation(
  state: StreamState,
  context: PlanContext,
  operation: Operation,
  actor: Actor,
): Result<Change, Refusal> {
  if (operation.stream.id !== state.id || operation.stream.kind !== state.kind)
    return refuse({ code: 'wrong-stream' })
  const { baseSeq, id, type, args } = operation
  if (isTooLong(args)) return refuse({ code: 'operation-too-large', limit: '1 MB' })
  const planning = { state, context, actor, args, baseSeq, opId: id, planNested }
  const planned = planNested(planning, type, args)
  return planned.ok && touchesTooMany(planned.value)
    ? refuse({ code: 'operation-too-large', limit: '1,000 records' })
    : planned
}

/** Whether arguments weigh more than one operation may, in UTF-8. */
function isTooLong(args: unknown): boolean {
  const json = JSON.stringify(args) ?? ''
  const mostBytes = json.length * 3
  return mostBytes > maxOperationBytes && utf8Length(json) > maxOperationBytes
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) bytes += utf8LengthOf(character.codePointAt(0) ?? 0)
  return bytes
}

function utf8LengthOf(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}

function touchesTooMany(change: Change): boolean {
  return (
    change.added.length + change.written.length > maxOperationRecords &&
    touchedIds(change).size > maxOperationRecords
  )
}

function planNested(
  running: Planning<unknown>,
  type: string,
  args: unknown,
): Result<Change, Refusal> {
  if (!isOperationType(type)) return refuse({ code: 'unknown-field', register: type })
  // The definition's own schema parses the arguments just below.
  const definition = operations[type] as unknown as OperationDefinition<unknown>
  if (!definition.streams.includes(running.state.kind)) return refuse({ code: 'wrong-stream' })
  const parsed = definition.args.safeParse(args)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const register = issue?.path.join('.') ?? 'args'
    return refuse({ code: 'bad-value', register, problem: issue?.message ?? 'malformed' })
  }
  if (!mayDo(running.actor.role, type)) return refuse({ code: 'not-allowed' })
  return definition.plan({ ...running, args: parsed.data })
}

function isOperationType(type: string): type is OperationType {
  return Object.hasOwn(operations, type)
}
