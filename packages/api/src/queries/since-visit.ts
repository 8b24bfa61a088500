import type { LogEntry, RecordId, RecordKind, UserId } from '@parallax/domain'

/** How a record stands now. */
export type Standing = { readonly kind: RecordKind; readonly deleted: boolean }

/** How many records of each kind. */
export type KindCounts = { readonly [K in RecordKind]?: number }

/** What one person did to records that are still there, or are gone by their hand. */
export type PersonsWork = {
  readonly userId: UserId
  readonly added: KindCounts
  readonly changed: KindCounts
  readonly deleted: KindCounts
}

/** What others did to a document. */
export type OthersWork = {
  readonly people: readonly PersonsWork[]
  /** Live records that were added or changed, comments among them, in the order of the log. */
  readonly records: readonly RecordId[]
}

type Deeds = {
  readonly added: Set<RecordId>
  readonly changed: Set<RecordId>
  readonly deleted: Set<RecordId>
}

type Standings = ReadonlyMap<RecordId, Standing>

/**
 * What others than `me` did in these lines of logs. A record counts once for each person: as added,
 * or else as deleted, or else as changed. What was added and is gone again is not worth a word.
 */
export function othersWork(
  entries: readonly LogEntry[],
  me: UserId,
  standings: Standings,
): OthersWork {
  const theirs = entries.filter(({ actor }) => actor !== me)
  const news = new Set(entries.flatMap(({ change }) => change.added.map(({ id }) => id)))
  const deeds = new Map<UserId, Deeds>()
  for (const entry of theirs) {
    const own = deeds.get(entry.actor) ?? nothingDone()
    deeds.set(entry.actor, own)
    noteDeeds(own, entry, { news, standings })
  }
  const people = [...deeds].map(([userId, own]) => workOf(userId, own, standings))
  const records = idsIn(theirs).filter((id) => isLive(standings, id))
  return { people: people.filter(didSomething), records }
}

function nothingDone(): Deeds {
  return { added: new Set(), changed: new Set(), deleted: new Set() }
}

type Now = { readonly news: ReadonlySet<RecordId>; readonly standings: Standings }

function noteDeeds({ added, changed, deleted }: Deeds, { change }: LogEntry, now: Now): void {
  for (const { id } of change.added) if (isLive(now.standings, id)) added.add(id)
  for (const { id, register, after } of change.written) {
    const deletes = register === 'deleted' && after === true
    if (isLive(now.standings, id)) changed.add(id)
    else if (deletes && !now.news.has(id)) deleted.add(id)
  }
}

/** Ids of everything that these lines touch. */
export function idsIn(entries: readonly LogEntry[]): readonly RecordId[] {
  const ids = entries.flatMap(({ change }) => [...change.added, ...change.written])
  return [...new Set(ids.map(({ id }) => id))]
}

function workOf(
  userId: UserId,
  { added, changed, deleted }: Deeds,
  standings: Standings,
): PersonsWork {
  const edited = [...changed].filter((id) => !added.has(id))
  const counts = (ids: Iterable<RecordId>) => {
    const kinds: Partial<Record<RecordKind, number>> = {}
    for (const id of ids) {
      const kind = standings.get(id)?.kind
      if (kind) kinds[kind] = (kinds[kind] ?? 0) + 1
    }
    return kinds
  }
  return { userId, added: counts(added), changed: counts(edited), deleted: counts(deleted) }
}

function didSomething({ added, changed, deleted }: PersonsWork): boolean {
  return [added, changed, deleted].some((counts) => Object.keys(counts).length > 0)
}

function isLive(standings: Standings, id: RecordId): boolean {
  return standings.get(id)?.deleted === false
}
