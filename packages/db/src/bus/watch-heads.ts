import type { Db } from '../open-database.ts'
import { headsOf } from '../repositories/streams.ts'
import type { StreamWatches } from './stream-watches.ts'

const lookEveryMs = 2_000

/** Looks the watched streams up from time to time, so that a lost hint only delays. */
export function watchHeads(
  db: Db,
  watches: StreamWatches,
): { lookNow: () => void; close: () => Promise<void> } {
  let looking = Promise.resolve()
  const lookNow = () => {
    // While the database is away there is nothing to tell; the next look is soon.
    looking = looking.then(() => look(db, watches)).catch(() => undefined)
  }
  const timer = setInterval(lookNow, lookEveryMs).unref()
  return {
    lookNow,
    close: () => {
      clearInterval(timer)
      return looking
    },
  }
}

async function look(db: Db, watches: StreamWatches): Promise<void> {
  for (const [projectId, streamIds] of watches.watched()) {
    const heads = await headsOf(db, projectId, streamIds)
    watches.deliver(heads.map(({ streamId, seq }) => ({ projectId, streamId, seq })))
  }
}
