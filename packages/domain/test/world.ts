import { applyChange, type Change, type LogEntry } from '../src/change.ts'
import type { Actor, PlanContext, Role } from '../src/context.ts'
import { codebookStreamId, layerId, registryStreamId } from '../src/derive-id.ts'
import type {
  DocumentId,
  LayerId,
  OperationId,
  ProjectId,
  RecordId,
  StreamId,
  UserId,
} from '../src/ids.ts'
import { type ArgsOf, type Operation, planOperation } from '../src/operation.ts'
import type { OperationType } from '../src/operations/registry.ts'
import { mapValues } from '../src/persistent-map.ts'
import { streamHead } from '../src/record.ts'
import type { LayerData } from '../src/record-kinds/layer.ts'
import type { Refusal } from '../src/refusal.ts'
import type { Result } from '../src/result.ts'
import { emptyStream, pointersTo, type StreamKind, type StreamState } from '../src/stream-state.ts'
import { sampleOperationId, sampleUserId } from './sample-ids.ts'

/** Where an operation goes: a stream and, for a document or layer, the document it is about. */
export type Address = {
  readonly kind: StreamKind
  readonly id: StreamId
  readonly document: DocumentId | null
}

/** One stream as a server would have it: its log and what that folds to. */
export type Stream = {
  readonly address: Address
  readonly state: StreamState
  readonly log: readonly LogEntry[]
}

/** A project in memory: every stream with its log, and the texts. Immutable. */
export type World = {
  readonly projectId: ProjectId
  readonly texts: ReadonlyMap<DocumentId, string>
  readonly streams: ReadonlyMap<StreamId, Stream>
  /** How many operations were submitted; the next one's id is made of it. */
  readonly submitted: number
}

/** What a person asks for; the rest of an operation is filled in. */
export type Request<T extends OperationType = OperationType> = {
  readonly address: Address
  readonly actor: Actor
  readonly type: T
  readonly args: T extends 'batch' | 'change.revert' ? unknown : ArgsOf<T>
  /** The head of the stream unless it is given. */
  readonly baseSeq?: number
}

export type Submission = {
  readonly world: World
  readonly operation: Operation
  readonly outcome: Result<Change, Refusal>
  /** The new line of the log, or `null` when refused. */
  readonly entry: LogEntry | null
}

/** The people of the sample project, by name. */
export const people = {
  olga: person('olga', 'owner'),
  jude: person('jude', 'adjudicator'),
  ada: person('ada', 'annotator'),
  ben: person('ben', 'annotator'),
  vera: person('vera', 'viewer'),
} as const

function person(name: string, role: Role): Actor {
  return { userId: sampleUserId(name), role }
}

/** A project before its first operation. */
export function emptyWorld(projectId: ProjectId): World {
  return { projectId, texts: new Map(), streams: new Map(), submitted: 0 }
}

/** The world with a text stored at its door, for `document.import` to name. */
export function withText(world: World, document: DocumentId, text: string): World {
  return { ...world, texts: new Map(world.texts).set(document, text) }
}

export function registryAddress({ projectId }: World): Address {
  return { kind: 'registry', id: registryStreamId(projectId), document: null }
}

export function codebookAddress({ projectId }: World): Address {
  return { kind: 'codebook', id: codebookStreamId(projectId), document: null }
}

export function documentAddress(document: DocumentId): Address {
  return { kind: 'document', id: document, document }
}

/** The layer of this kind and owner; `null` for layers that are nobody's. */
export function layerAddress(
  document: DocumentId,
  kind: LayerData['kind'],
  owner: UserId | null = null,
): Address & { readonly id: LayerId } {
  return { kind: 'layer', id: layerId(document, kind, owner), document }
}

/** The state of a stream; empty before its first change. */
export function stateAt(world: World, { kind, id }: Address): StreamState {
  return world.streams.get(id)?.state ?? emptyStream(kind, id)
}

/** The log of a stream. */
export function logAt(world: World, { id }: Address): readonly LogEntry[] {
  return world.streams.get(id)?.log ?? []
}

/** Everything a rule may know when it plans for a stream, as the server would fill it in. */
export function contextAt(world: World, address: Address): PlanContext {
  const document = address.document && documentOf(world, address.document)
  return {
    projectId: world.projectId,
    document: document ?? null,
    text: (address.document && world.texts.get(address.document)) ?? null,
    registry: stateAt(world, registryAddress(world)),
    codebook: stateAt(world, codebookAddress(world)),
    facts: {
      inUseCount: (id) => usesElsewhere(world, address, id),
      hasDocument: (id) => documentOf(world, id) !== undefined,
      documentHasRecords: hasRecords(world, address.document),
      entryAt: (seq) => logAt(world, address)[seq - 1],
    },
  }
}

/** Plans an operation and, unless it is refused, takes it into the log. */
export function submit<T extends OperationType>(world: World, request: Request<T>): Submission {
  const operation = operationOf(world, request)
  const next = { ...world, submitted: world.submitted + 1 }
  const state = stateAt(world, request.address)
  const context = contextAt(world, request.address)
  const outcome = planOperation(state, context, operation, request.actor)
  if (!outcome.ok) return { world: next, operation, outcome, entry: null }
  const entry = entryOf(operation, request.actor, state.seq + 1, outcome.value)
  return { world: withLogged(next, request.address, entry), operation, outcome, entry }
}

/** Submits one operation after the other; a refusal is a fault of the test. */
export function submitAll(world: World, requests: readonly Request[]): World {
  return requests.reduce((running, request) => {
    const submission = submit(running, request)
    if (!submission.outcome.ok)
      throw new Error(`${request.type} was refused: ${JSON.stringify(submission.outcome.reason)}`)
    return submission.world
  }, world)
}

/** The whole operation that a request makes. */
export function operationOf(world: World, request: Request): Operation {
  const { address, type, args } = request
  const id = sampleOperationId(String(world.submitted))
  const baseSeq = request.baseSeq ?? stateAt(world, address).seq
  const stream = { kind: address.kind, id: address.id }
  return { id, stream, baseSeq, group: id, after: null, type, args }
}

/** The line of the log that a planned operation becomes. */
export function entryOf(
  { id, type, group }: Pick<Operation, 'id' | 'type'> & { readonly group: OperationId },
  { userId }: Actor,
  seq: number,
  change: Change,
): LogEntry {
  const at = '2031-03-01T09:00:00.000Z'
  return { seq, opId: id, opType: type, group, actor: userId, at, change }
}

function withLogged(world: World, address: Address, entry: LogEntry): World {
  const state = applyChange(stateAt(world, address), entry.change, entry)
  const stream = { address, state, log: [...logAt(world, address), entry] }
  return { ...world, streams: new Map(world.streams).set(address.id, stream) }
}

function documentOf(world: World, id: DocumentId) {
  return streamHead(stateAt(world, documentAddress(id)), 'document')
}

function usesElsewhere(world: World, { id: here }: Address, target: RecordId): number {
  const others = [...world.streams.values()].filter(({ address }) => address.id !== here)
  return others.reduce((sum, { state }) => sum + pointersTo(state, target).length, 0)
}

function hasRecords(world: World, document: DocumentId | null): boolean {
  const layers = [...world.streams.values()].filter(
    ({ address }) => address.kind === 'layer' && address.document === document,
  )
  return layers.some(({ state }) =>
    [...mapValues(state.records)].some(({ kind, deleted }) => !deleted && kind !== 'layer'),
  )
}
