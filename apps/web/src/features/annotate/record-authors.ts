import type { LogEntry, RecordId } from '@parallax/domain'
import type { RecordAuthors } from '@parallax/sync'

/**
 * Who made a record and who wrote it last: what was known when the document was opened, carried on
 * by the lines of the log that came since. Undefined while nothing is known.
 */
export function recordAuthors(
  id: RecordId,
  known: RecordAuthors | undefined,
  entries: Iterable<LogEntry>,
): RecordAuthors | undefined {
  let authors = known
  for (const { change, actor, at } of entries) {
    const written = { updatedBy: actor, updatedAt: at }
    if (change.added.some((record) => record.id === id))
      authors ??= { createdBy: actor, createdAt: at, ...written }
    else if (authors && at > authors.updatedAt && change.written.some((write) => write.id === id))
      authors = { ...authors, ...written }
  }
  return authors
}
