import { createHash } from 'node:crypto'
import {
  type AnyRecord,
  emptyStream,
  type LogEntry,
  replay,
  type StreamId,
  type StreamKind,
  type StreamState,
  stateFromRecords,
} from '@parallax/domain'
import { contentOf, contentWithoutRevs } from '@parallax/domain/test/state-content'
import type { ReplicaStore } from '@parallax/sync'
import type { Aftermath } from './check-history.ts'

/** A stream as the tables have it: every record, deleted ones too. */
export type WholeStream = {
  readonly kind: StreamKind
  readonly id: StreamId
  readonly seq: number
  readonly records: readonly AnyRecord[]
}

/** Somebody who has streams open. */
export type Holder = { readonly holder: string; readonly store: ReplicaStore | undefined }

/** One stream as the log folds to it, as the tables have it, and as everybody has it who has it open. */
export function statesOf(
  stream: WholeStream,
  lines: readonly LogEntry[],
  holders: readonly Holder[],
): Aftermath['states'] {
  const folded = replay(emptyStream(stream.kind, stream.id), lines)
  const views = holders.flatMap(({ holder, store }) => {
    const view = store?.view(stream.id)
    return view ? [held(holder, view)] : []
  })
  return [held('the log', folded), held('the tables', stateOf(stream)), ...views]
}

function held(holder: string, state: StreamState): Aftermath['states'][number] {
  return { holder, stream: state.id, seq: state.seq, hash: hashOf(contentOf(state)) }
}

function stateOf({ kind, id, seq, records }: WholeStream): StreamState {
  return stateFromRecords(emptyStream(kind, id), seq, records)
}

/** Streams as they are in a project and in its copy; those that only one of them has too. */
export function copiesOf(
  originals: readonly WholeStream[],
  copies: readonly WholeStream[],
): NonNullable<Aftermath['copies']> {
  const streams = new Set([...originals, ...copies].map(nameInProject))
  return [...streams].map((stream) => {
    const named = (each: WholeStream) => nameInProject(each) === stream
    const [original, copy] = [originals.find(named), copies.find(named)]
    return {
      stream,
      original: original ? hashOfCopy(original, copy) : null,
      copy: copy ? hashOfCopy(copy, original) : null,
    }
  })
}

/** Documents and layers keep their ids in a copy; the other two go by the project's. */
function nameInProject({ kind, id }: WholeStream): string {
  return kind === 'registry' || kind === 'codebook' ? kind : id
}

/** Revs begin anew in a copy. What is deleted in a draft of a codebook does not come along. */
function hashOfCopy(stream: WholeStream, other: WholeStream | undefined): string {
  const known = new Set(other?.records.map(({ id }) => id))
  const isKept = ({ id, deleted }: AnyRecord) =>
    stream.kind !== 'codebook' || !deleted || known.has(id)
  return hashOf(contentWithoutRevs(stateOf({ ...stream, records: stream.records.filter(isKept) })))
}

function hashOf(content: object): string {
  return createHash('sha1').update(canonical(content)).digest('hex')
}

/** JSON with the names of every object in order: a database keeps its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
