import type * as z from 'zod/mini'
import type { Change } from '../change.ts'
import type { Actor, PlanContext } from '../context.ts'
import type { OperationId } from '../ids.ts'
import type { Refusal } from '../refusal.ts'
import type { Result } from '../result.ts'
import type { StreamKind, StreamState } from '../stream-state.ts'

/** All that a rule looks at when it plans one operation. */
export type Planning<Args> = {
  readonly state: StreamState
  readonly context: PlanContext
  readonly actor: Actor
  readonly args: Args
  /** The confirmed seq of this stream when the person made the gesture. */
  readonly baseSeq: number
  readonly opId: OperationId
  /** Plans an operation of another type on `running`: how a batch reaches its members. */
  readonly planNested: (
    running: Planning<unknown>,
    type: string,
    args: unknown,
  ) => Result<Change, Refusal>
}

/**
 * One thing a person can do to a stream. `plan` is pure and total: no clock, no randomness, no
 * input or output. It runs at the gesture, again on every rebase, and once on the server.
 */
export type OperationDefinition<Args = never> = {
  readonly streams: readonly StreamKind[]
  readonly args: z.ZodMiniType<Args>
  readonly plan: (planning: Planning<Args>) => Result<Change, Refusal>
}

/** Names an operation's definition, so that its arguments are inferred from their schema. */
export function defineOperation<Args>(
  definition: OperationDefinition<Args>,
): OperationDefinition<Args> {
  return definition
}
