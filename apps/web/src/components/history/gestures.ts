import type { LogEntry, Operation, OperationId, StreamId, UserId } from '@parallax/domain'

/** A line as the history shows it. */
export type ShownLine = { readonly stream: Operation['stream']; readonly entry: LogEntry }

/** What somebody did in one go. */
export type Gesture = {
  readonly group: OperationId
  readonly actor: UserId
  /** ISO 8601, UTC: its newest line. */
  readonly at: string
  /** Newest first. */
  readonly lines: readonly ShownLine[]
}

/** Lines newest first, by the gesture that they belong to; each stands where its newest line does. */
export function gesturesOf(newestFirst: readonly ShownLine[]): readonly Gesture[] {
  const groups = new Map<OperationId, ShownLine[]>()
  for (const line of newestFirst) {
    const known = groups.get(line.entry.group)
    if (known) known.push(line)
    else groups.set(line.entry.group, [line])
  }
  return [...groups].flatMap(([group, lines]) => {
    const [newest] = lines
    return newest ? [{ group, actor: newest.entry.actor, at: newest.entry.at, lines }] : []
  })
}

/**
 * The seq at which each stream stood right after a gesture, of the streams that were written later.
 * `newestFirst` must be all lines from the newest to the gesture.
 */
export function pointsAfter(
  group: OperationId,
  newestFirst: readonly ShownLine[],
): ReadonlyMap<StreamId, number> {
  const until = newestFirst.findIndex(({ entry }) => entry.group === group)
  const points = new Map<StreamId, number>()
  for (const { stream, entry } of newestFirst.slice(0, Math.max(0, until)))
    points.set(stream.id, Math.min(points.get(stream.id) ?? entry.seq, entry.seq))
  // Nobody takes a stream back to before its own making.
  return new Map([...points].map(([id, seq]) => [id, Math.max(1, seq - 1)]))
}
