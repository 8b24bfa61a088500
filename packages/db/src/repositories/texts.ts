import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { records } from '../schema/records.ts'
import { sources, texts } from '../schema/texts.ts'

/** What is known of an uploaded file. */
export type Source = typeof sources.$inferSelect

/** Keeps a text under the hash of its UTF-8 bytes; a text that is there already stays. */
export async function putText(db: Db, text: Required<typeof texts.$inferInsert>): Promise<void> {
  await db.insert(texts).values(text).onConflictDoNothing()
}

/** A text with its folded form. */
export type FoldedText = { readonly sha256: string; readonly text: string; readonly folded: string }

/** Keeps many texts in one statement; those that are there already stay. */
export async function putTexts(
  db: Db,
  projectId: string,
  given: readonly FoldedText[],
): Promise<void> {
  if (given.length > 0)
    await db.execute(sql`insert into texts (project_id, sha256, text, folded)
      select ${projectId}::uuid, sha256, text, folded
      from json_to_recordset(${JSON.stringify(given)}::json)
        as given(sha256 text, text text, folded text)
      on conflict do nothing`)
}

/** Keeps the folded form of a text that was stored without it. */
export async function putFolded(
  db: Db,
  { projectId, sha256, folded }: { projectId: string; sha256: string; folded: string },
): Promise<void> {
  await db
    .update(texts)
    .set({ folded })
    .where(and(eq(texts.projectId, projectId), eq(texts.sha256, sha256)))
}

/** The text with this hash, or `undefined`. */
export async function getText(
  db: Db,
  projectId: string,
  sha256: string,
): Promise<string | undefined> {
  const [row] = await db
    .select({ text: texts.text })
    .from(texts)
    .where(and(eq(texts.projectId, projectId), eq(texts.sha256, sha256)))
  return row?.text
}

/** Keeps what is known of an upload. The same bytes by the same importer are known already. */
export async function putSource(db: Db, source: Source): Promise<void> {
  await db.insert(sources).values(source).onConflictDoNothing()
}

/** What the latest importer made of these bytes, or `undefined`. */
export async function getSource(
  db: Db,
  projectId: string,
  sha256: string,
): Promise<Source | undefined> {
  const [source] = await db
    .select()
    .from(sources)
    .where(and(eq(sources.projectId, projectId), eq(sources.sha256, sha256)))
    .orderBy(desc(sources.uploadedAt))
    .limit(1)
  return source
}

/** The documents, retired ones too, that have this text. */
export function documentsWithText(
  db: Db,
  projectId: string,
  textSha256: string,
): Promise<{ documentId: string; retired: boolean; title: string }[]> {
  return db
    .select({
      documentId: records.id,
      retired: records.deleted,
      title: sql<string>`${records.data} -> 'meta' ->> 'title'`,
    })
    .from(records)
    .where(
      and(
        eq(records.projectId, projectId),
        eq(records.kind, 'document'),
        sql`(${records.data} ->> 'textSha256') = ${textSha256}`,
      ),
    )
    .orderBy(asc(records.id))
}

/** A document that has a text, with what is known of it as its record says it. */
export type DocumentOfText = {
  readonly documentId: string
  readonly retired: boolean
  readonly textSha256: string
  readonly meta: unknown
}

/**
 * The documents that have one of these texts, retired ones last; those that were purged are none.
 */
export function documentsWithTexts(
  db: Db,
  projectId: string,
  textSha256s: readonly string[],
): Promise<DocumentOfText[]> {
  if (textSha256s.length === 0) return Promise.resolve([])
  const textSha256 = sql<string>`(${records.data} ->> 'textSha256')`
  return db
    .select({
      documentId: records.id,
      retired: records.deleted,
      textSha256,
      meta: sql<unknown>`${records.data} -> 'meta'`,
    })
    .from(records)
    .where(
      and(
        eq(records.projectId, projectId),
        eq(records.kind, 'document'),
        inArray(textSha256, [...textSha256s]),
        sql`(${records.data} ->> 'purged') is distinct from 'true'`,
      ),
    )
    .orderBy(asc(records.deleted), asc(records.id))
}
