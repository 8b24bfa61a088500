import { type OperationId, type ProjectId, projectIdSchema } from '@parallax/domain'
import { type OutboxRow, readRow, storedForm } from './outbox-row.ts'
import type { Course } from './save-state.ts'
import type { Settlement } from './settlement.ts'

/** What the pages of one person tell each other of their outbox. */
export type OutboxMessage =
  /** These wait now: made, found, or tried again. */
  | { readonly kind: 'put'; readonly rows: readonly OutboxRow[] }
  | { readonly kind: 'settled'; readonly settlement: Settlement }
  | { readonly kind: 'discarded'; readonly keys: readonly string[] }
  /** A page has opened, and knows of these; whoever knows of more says so. */
  | { readonly kind: 'hello'; readonly known: readonly OperationId[] }
  /** This page sends from now on, and knows of these, as above. */
  | { readonly kind: 'leading'; readonly known: readonly OperationId[] }
  /** How sending goes; also the sign of life of the page that sends. */
  | { readonly kind: 'course'; readonly course: Course }
  | { readonly kind: 'ping' }
  /** Something has changed outside: it may work now. */
  | { readonly kind: 'again' }
  | {
      readonly kind: 'ended'
      readonly project: ProjectId | null
      readonly reason: 'signed-out' | 'removed'
    }

/** A message as it is posted. */
export function postedForm(message: OutboxMessage): unknown {
  return message.kind === 'put' ? { ...message, rows: message.rows.map(storedForm) } : message
}

type Told = Readonly<Record<string, unknown>>

const readers: {
  readonly [Kind in OutboxMessage['kind']]: (told: Told) => OutboxMessage | undefined
} = {
  put: ({ rows }) => ({
    kind: 'put',
    rows: listOf(rows).flatMap((row) => readRow(row) ?? []),
  }),
  settled: ({ settlement }) =>
    isTold(settlement)
      ? {
          kind: 'settled',
          // The pages of one build after another have written it so.
          settlement: {
            accepted: listOf(settlement.accepted) as Settlement['accepted'],
            setAside: listOf(settlement.setAside) as Settlement['setAside'],
          },
        }
      : undefined,
  discarded: ({ keys }) => ({ kind: 'discarded', keys: listOf(keys).map(String) }),
  hello: ({ known }) => ({ kind: 'hello', known: listOf(known) as OperationId[] }), // as below
  // What is no id of ours is in nobody's outbox.
  leading: ({ known }) => ({ kind: 'leading', known: listOf(known) as OperationId[] }),
  course: ({ course }) => ({
    kind: 'course',
    course: courses.find((each) => each === course) ?? 'fine',
  }),
  ping: () => ({ kind: 'ping' }),
  again: () => ({ kind: 'again' }),
  ended: ({ project, reason }) => {
    const parsed = projectIdSchema.safeParse(project)
    return {
      kind: 'ended',
      project: parsed.success ? parsed.data : null,
      reason: reason === 'removed' ? 'removed' : 'signed-out',
    }
  },
}

const courses: readonly Course[] = ['fine', 'offline', 'busy', 'signed-out']

/** A message out of what was posted; `undefined` for what only a page of another build knows. */
export function readMessage(told: unknown): OutboxMessage | undefined {
  if (!isTold(told) || typeof told.kind !== 'string' || !Object.hasOwn(readers, told.kind))
    return undefined
  return readers[told.kind as OutboxMessage['kind']](told) // its own key, as was just looked up
}

function isTold(value: unknown): value is Told {
  return typeof value === 'object' && value !== null
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
