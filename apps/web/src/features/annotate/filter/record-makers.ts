import type { LogEntry, RecordId, UserId } from '@parallax/domain'
import type { RecordAuthors } from '@parallax/sync'

export type MakerSources = {
  /** What was known when the document was opened. */
  readonly known: Readonly<Record<string, RecordAuthors>>
  /** What came since, and a number that changes when more has. */
  readonly entries: () => readonly LogEntry[]
  readonly version: () => number
  /** Whoever is here: what nobody is known to have made has just been made by them. */
  readonly me: UserId
}

/**
 * Who made each record. Lines of the log are read only when somebody asks for a record that is not
 * known and there is something new to read.
 */
export function recordMakers(sources: MakerSources): (id: RecordId) => UserId {
  const since = new Map<string, UserId>()
  let readVersion = -1
  const read = () => {
    readVersion = sources.version()
    for (const { change, actor } of sources.entries())
      for (const { id } of change.added) if (!since.has(id)) since.set(id, actor)
  }
  return (id) => {
    // People are known to the server by the ids that the domain has.
    const known = sources.known[id]?.createdBy as UserId | undefined
    if (known !== undefined) return known
    if (!since.has(id) && sources.version() !== readVersion) read()
    return since.get(id) ?? sources.me
  }
}
