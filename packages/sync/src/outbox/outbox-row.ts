import {
  type Operation,
  type OperationId,
  operationIdSchema,
  operationSchema,
  type ProjectId,
  projectIdSchema,
  type Refusal,
  streamIdSchema,
} from '@parallax/domain'

/**
 * Why an operation is not sent any more. `refused`: a rule said no. `unreadable`: the server could
 * not read it. `faulty`: the server failed over it and over nothing else. `closed`: the person is no
 * longer let into its project.
 */
export type HeldCause = 'refused' | 'unreadable' | 'faulty' | 'closed'

/** An operation that waits for the person and not for the server. */
export type SetAside = {
  readonly cause: HeldCause
  readonly refusal: Refusal
  /** The operation that met the no: itself, or the one that it builds on. */
  readonly because: OperationId
  /** The build of the page that set it aside; another one may do better. */
  readonly build: string | null
}

/**
 * An operation as it is sent. A page of another build may have made it, so its type may be one that
 * this page does not know; whoever plans it takes `known` of its row.
 */
export type SentOperation = Omit<Operation, 'type'> & { readonly type: string }

/** One operation that the server has not taken, as all pages of this person keep it. */
export type OutboxRow = {
  readonly id: OperationId
  readonly project: ProjectId
  /** The page that made it: what one page made is sent in the order of making. */
  readonly maker: string
  /** Higher than that of every row its page knew of when it was made. */
  readonly order: number
  readonly operation: SentOperation
  /** The operation, if this page knows its type. */
  readonly known: Operation | null
  readonly setAside: SetAside | null
  /**
   * 1, and one more each time that the person tries it again after a refusal: so that the server can
   * tell it from an earlier request that arrives late.
   */
  readonly attempt: number
}

/** A stored row that this page cannot make sense of. It is nobody's to drop in silence. */
export type UnreadableRow = { readonly key: string; readonly stored: unknown }

/** A row as it is stored and as pages tell each other of it. */
export function storedForm({ known: _, ...row }: OutboxRow): unknown {
  return row
}

/** A row out of what was stored or told; `undefined` when it is none. */
export function readRow(stored: unknown): OutboxRow | undefined {
  if (!isObject(stored)) return undefined
  const id = operationIdSchema.safeParse(stored.id)
  const project = projectIdSchema.safeParse(stored.project)
  const operation = readOperation(stored.operation)
  if (!id.success || !project.success || operation?.id !== id.data) return undefined
  const known = operationSchema.safeParse(operation)
  return {
    id: id.data,
    project: project.data,
    // Earlier builds did not say: what they left is one page's work, in the order of its ids.
    maker: typeof stored.maker === 'string' ? stored.maker : '',
    order: typeof stored.order === 'number' ? stored.order : 0,
    operation,
    known: known.success ? known.data : null,
    setAside: readSetAside(stored.setAside, id.data),
    attempt: typeof stored.attempt === 'number' ? stored.attempt : 1,
  }
}

/** Which attempt each of these rows is; the first is not worth a word. */
export function attemptsOf(rows: readonly OutboxRow[]): Attempts {
  const again = rows.filter(({ attempt }) => attempt > 1)
  return Object.fromEntries(again.map(({ id, attempt }) => [id, attempt]))
}

export type Attempts = Readonly<Record<string, number>>

/** Rows in the order in which they are sent. */
export function inOrder(a: OutboxRow, b: OutboxRow): number {
  if (a.order !== b.order) return a.order - b.order
  return a.id < b.id ? -1 : 1
}

/** What sending needs to know of an operation; the rest is the server's to read. */
function readOperation(value: unknown): SentOperation | undefined {
  if (!isObject(value) || typeof value.type !== 'string') return undefined
  const id = operationIdSchema.safeParse(value.id)
  const group = operationIdSchema.safeParse(value.group)
  const after = operationSchema.shape.after.safeParse(value.after)
  const isToStream = isObject(value.stream) && streamIdSchema.safeParse(value.stream.id).success
  if (!id.success || !group.success || !after.success || !isToStream) return undefined
  // Its envelope was looked at just now; what is in it the server reads anew.
  return value as SentOperation
}

function readSetAside(value: unknown, id: OperationId): SetAside | null {
  if (!isObject(value) || !isObject(value.refusal)) return null
  const because = operationIdSchema.safeParse(value.because)
  return {
    cause: causes.find((cause) => cause === value.cause) ?? 'refused',
    // A code of another build has no sentence here; the screen has one for that.
    refusal: value.refusal as Refusal,
    because: because.success ? because.data : id,
    build: typeof value.build === 'string' ? value.build : null,
  }
}

const causes: readonly HeldCause[] = ['refused', 'unreadable', 'faulty', 'closed']

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
