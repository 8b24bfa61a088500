import { sql } from 'drizzle-orm'
import type { Db } from '../open-database.ts'

/** Where a stream stands. */
export type StreamSeq = { readonly streamId: string; readonly seq: number }

/**
 * Where the streams of one document stand, as one string: of a large project there are many, and they
 * wait until their document's turn. `headsIn` reads it.
 */
export type DocumentHeads = string

/** The document's own stream first, then its layers in the order of their ids. */
export function headsIn(heads: DocumentHeads): readonly StreamSeq[] {
  const words = heads.split(' ')
  const found: StreamSeq[] = []
  for (let at = 0; at + 1 < words.length; at += 2)
    found.push({ streamId: words[at] ?? '', seq: Number(words[at + 1]) })
  return found
}

/** The opposite of `headsIn`. */
export function asDocumentHeads(heads: readonly StreamSeq[]): DocumentHeads {
  return heads.map(({ streamId, seq }) => `${streamId} ${seq}`).join(' ')
}

/** The heads of all documents of a project with their layers, by the ids of the documents. */
export async function documentHeads(db: Db, projectId: string): Promise<readonly DocumentHeads[]> {
  const { rows } = await db.execute<{ readonly heads: DocumentHeads }>(sql`
    select string_agg(id || ' ' || seq, ' ' order by kind, id) as heads from streams
    where project_id = ${projectId} and document_id is not null
    group by document_id order by document_id`)
  return rows.map(({ heads }) => heads)
}

/** How many streams of each kind a project has. */
export async function countStreams(
  db: Db,
  projectId: string,
): Promise<{ readonly documents: number; readonly layers: number }> {
  const { rows } = await db.execute<{ readonly documents: number; readonly layers: number }>(sql`
    select count(*) filter (where kind = 'document')::int as documents,
      count(*) filter (where kind = 'layer')::int as layers
    from streams where project_id = ${projectId}`)
  return rows[0] ?? { documents: 0, layers: 0 }
}
