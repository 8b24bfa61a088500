import {
  type AnyRecord,
  type DataOf,
  type EntityId,
  isRecordOf,
  type LabelId,
  type PropositionId,
  type RecordId,
  type UserId,
} from '@parallax/domain'
import { followRedirects } from '../project/follow-redirects.ts'
import type { ProjectSource } from '../project/project-item.ts'

/** Names for ids, merges followed: what a table shows to people beside the ids. */
export type NameBook = {
  readonly person: (id: UserId | null) => string
  readonly entity: (id: EntityId | null) => string
  readonly proposition: (id: PropositionId | null) => string
  readonly label: (id: LabelId) => string
  /** An own field of the codebook. */
  readonly attribute: (id: string) => string
}

type Entry = { readonly name: string; readonly redirect: RecordId | null }

/** Reads the names of a project. Names are all that it keeps in memory. */
export async function readNames(source: ProjectSource): Promise<NameBook> {
  const entries = new Map<RecordId, Entry>()
  for (const section of [source.codebook, source.registry])
    for await (const { record } of section())
      for (const [id, entry] of entriesOf(record))
        if (isNews(entries, record, id)) entries.set(id, entry)
  const people = await source.people()
  const named = (id: RecordId | null) => (id === null ? '' : nameOf(entries, id))
  return {
    person: (id) => (id === null ? '' : (people.get(id)?.name ?? '')),
    entity: named,
    proposition: named,
    label: named,
    attribute: (id) => named(id as RecordId), // a key of a record's own fields
  }
}

/** What stands in the draft goes before what a version kept of it. */
function isNews(entries: ReadonlyMap<RecordId, Entry>, record: AnyRecord, id: RecordId): boolean {
  return record.id === id || !entries.has(id)
}

function entriesOf(record: AnyRecord): readonly (readonly [RecordId, Entry])[] {
  if (isRecordOf(record, 'entity'))
    return [[record.id, { name: record.data.name, redirect: record.data.redirect }]]
  if (isRecordOf(record, 'proposition'))
    return [[record.id, { name: record.data.statement, redirect: record.data.redirect }]]
  if (isRecordOf(record, 'label') || isRecordOf(record, 'attribute'))
    return [[record.id, { name: record.data.name, redirect: null }]]
  return isRecordOf(record, 'version') ? labelsOf(record.data) : []
}

function labelsOf({ content }: DataOf<'version'>): readonly (readonly [RecordId, Entry])[] {
  return [...content.label, ...content.attribute].map(({ id, data }) => [
    id as RecordId, // a version's content holds copies of records with their ids
    { name: String(data.name), redirect: null },
  ])
}

function nameOf(entries: ReadonlyMap<RecordId, Entry>, id: RecordId): string {
  const known = (to: RecordId | null | undefined) => (to && entries.has(to) ? to : null)
  const stands = followRedirects(id, (at) => known(entries.get(at)?.redirect))
  return entries.get(stands)?.name ?? ''
}
