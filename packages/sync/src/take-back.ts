import {
  invertLines,
  type LogEntry,
  maxOperationRecords,
  maxRevertedLines,
  type Operation,
  type RecordId,
  recordOf,
  type StreamState,
  touchedIds,
} from '@parallax/domain'
import type { Draft } from './project-session.ts'

/** How many records taking a document back would change. */
export type TakeBackCounts = {
  /** Records that would be deleted again. */
  readonly removed: number
  /** Deleted records that would come back. */
  readonly restored: number
  readonly changed: number
}

/**
 * What takes a stream back over these lines, the newest of its log, newest first: as few operations as
 * the limits of one allow. Each leaves the stream as it once stood.
 */
export function takeBackDrafts(
  stream: Operation['stream'],
  newestFirst: readonly LogEntry[],
): readonly Draft[] {
  const drafts: Draft[] = []
  let chunk: LogEntry[] = []
  let touched = new Set<RecordId>()
  const close = () => {
    const [newest] = chunk
    const oldest = chunk.at(-1)
    if (newest && oldest) {
      const args = { seq: newest.seq, from: oldest.seq }
      drafts.push({ stream, type: 'change.revert', args })
    }
    chunk = []
    touched = new Set()
  }
  for (const entry of newestFirst) {
    const ids = touchedIds(entry.change)
    const isFull = chunk.length >= maxRevertedLines || touched.size + ids.size > maxOperationRecords
    if (isFull) close()
    chunk.push(entry)
    for (const id of ids) touched.add(id)
  }
  close()
  return drafts
}

/** What taking a stream back over these lines would change in what is seen now. */
export function takeBackCounts(
  state: StreamState,
  newestFirst: readonly LogEntry[],
): TakeBackCounts {
  const { written } = invertLines(newestFirst)
  const ids = new Set(written.map(({ id }) => id))
  const count = (test: (id: RecordId) => boolean) => [...ids].filter(test).length
  const becomes = (id: RecordId) =>
    written.findLast((write) => write.id === id && write.register === 'deleted')?.after
  const isComment = (id: RecordId) => recordOf(state, id)?.kind === 'comment'
  const isLive = (id: RecordId) => recordOf(state, id)?.deleted === false
  return {
    removed: count((id) => !isComment(id) && becomes(id) === true),
    restored: count((id) => !isComment(id) && becomes(id) === false),
    changed: count((id) => !isComment(id) && becomes(id) === undefined && isLive(id)),
  }
}
