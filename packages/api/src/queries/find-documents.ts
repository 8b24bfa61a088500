import { type Db, isoTime, schema } from '@parallax/db'
import type { DocumentId, ProjectId } from '@parallax/domain'
import { type SQL, sql } from 'drizzle-orm'
import { containing, outlet } from './document-rows.ts'
import { matchingRecords, type RecordFilter } from './records-over.ts'

const { records, streams, texts } = schema

/** A document whose text may have hits. */
export type Candidate = {
  readonly id: DocumentId
  readonly title: string
  readonly publisherName: string | null
  /** EDTF level 0. */
  readonly publishedAt: string | null
  /** ISO 8601, UTC: documents are searched in the order of their import. */
  readonly importedAt: string
  readonly textSha256: string
  /** False for a text that was stored before texts were folded. */
  readonly isFolded: boolean
}

export type CandidatePlace = {
  readonly importedAt: string
  readonly document: string
  /** Whether that document itself has been searched. */
  readonly isDone: boolean
}

export type CandidateQuery = {
  /** Words that the folded form of every text with a hit contains. */
  readonly words: string
  /** Only documents with such records. */
  readonly filter: RecordFilter
  /** Where to go on. */
  readonly from: CandidatePlace | undefined
  readonly limit: number
}

/** The next documents, not retired, whose texts may have hits. */
export async function candidateDocuments(
  db: Db,
  projectId: ProjectId,
  { words, filter, from, limit }: CandidateQuery,
): Promise<readonly Candidate[]> {
  const { rows } = await db.execute<Candidate>(sql`
    select r.id, r.data -> 'meta' ->> 'title' as title, outlet.name as "publisherName",
      r.data -> 'meta' ->> 'publishedAt' as "publishedAt", t.sha256 as "textSha256",
      ${isoTime(sql`r.created_at`)} as "importedAt",
      t.folded is not null as "isFolded"
    from ${records} r ${outlet}
    join ${texts} t on t.project_id = r.project_id and t.sha256 = r.data ->> 'textSha256'
    where r.project_id = ${projectId} and r.kind = 'document' and r.stream_id = r.id
      and not r.deleted ${havingWords(words)} ${goingOn(from)} ${havingRecords(filter)}
    order by r.created_at, r.id limit ${limit}`)
  return rows
}

function havingWords(words: string): SQL {
  return words === '' ? sql`` : sql`and (t.folded like ${containing(words)} or t.folded is null)`
}

function goingOn(from: CandidatePlace | undefined): SQL {
  if (from === undefined) return sql``
  const comparison = from.isDone ? sql`>` : sql`>=`
  return sql`and (r.created_at, r.id)
    ${comparison} (${from.importedAt}::timestamptz, ${from.document}::uuid)`
}

function havingRecords(filter: RecordFilter): SQL {
  const matching = matchingRecords(filter)
  if (matching === undefined) return sql``
  return sql`and exists (select 1 from ${streams} s
    join ${records} n on n.project_id = s.project_id and n.stream_id = s.id
    where s.project_id = r.project_id and s.document_id = r.id and s.kind = 'layer'
      and not n.deleted and ${matching})`
}
