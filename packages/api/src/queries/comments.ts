import { type Db, isoTime, schema } from '@parallax/db'
import type { CommentBody, DocumentId, ProjectId, RecordId, UserId } from '@parallax/domain'
import { type SQL, sql } from 'drizzle-orm'
import { visibleTo } from './visible-to.ts'

const { commentReads, records, streams } = schema

/** Somebody in a project, about whose reading something is asked. */
export type Reader = { readonly projectId: ProjectId; readonly userId: UserId }

/** An unread comment that names the reader. */
export type Mention = {
  readonly comment: RecordId
  readonly document: DocumentId
  readonly documentTitle: string
  readonly author: UserId
  /** ISO 8601, UTC. */
  readonly at: string
  readonly body: CommentBody
}

/** What of the comments of a project waits for somebody. */
export type CommentsWaiting = {
  /** The newest ones; `mentionCount` counts all. */
  readonly mentions: readonly Mention[]
  readonly mentionCount: number
  /** How many unread comments each document has; documents without any are left out. */
  readonly unread: readonly { readonly document: DocumentId; readonly count: number }[]
}

const mostMentions = 50
const mostDocuments = 1_000
const mostUnread = 2_000

/** Comments `c` in streams `s` that others wrote and this person may see and has not read. */
function unreadBy({ projectId, userId }: Reader, more: SQL = sql`true`): SQL {
  return sql`from ${records} c
    join ${streams} s on s.project_id = c.project_id and s.id = c.stream_id
    where c.project_id = ${projectId} and c.kind = 'comment' and not c.deleted
      and c.data ->> 'author' <> ${userId} and ${more} and ${visibleTo(userId)}
      and not exists (select 1 from ${commentReads} seen where seen.project_id = c.project_id
        and seen.user_id = ${userId} and seen.comment_id = c.id)`
}

/** Unread comments of one document, the oldest first. */
export async function unreadComments(
  db: Db,
  reader: Reader,
  document: DocumentId,
): Promise<readonly RecordId[]> {
  const { rows } = await db.execute<{ id: RecordId }>(sql`
    select c.id ${unreadBy(reader, sql`s.document_id = ${document}`)}
    order by c.created_at, c.id limit ${mostUnread}`)
  return rows.map(({ id }) => id)
}

/** What waits for this person in the whole project. */
export async function commentsWaiting(db: Db, reader: Reader): Promise<CommentsWaiting> {
  const named = sql`c.data -> 'body' @> ${JSON.stringify([{ user: reader.userId }])}::jsonb`
  const { rows: mentions } = await db.execute<Mention & { total: number }>(sql`
    select c.id as comment, s.document_id as document, c.data -> 'body' as body,
      c.data ->> 'author' as author, count(*) over ()::int as total,
      (select d.data -> 'meta' ->> 'title' from ${records} d where d.project_id = s.project_id
        and d.stream_id = s.document_id and d.id = s.document_id) as "documentTitle",
      ${isoTime(sql`c.created_at`)} as at
    ${unreadBy(reader, named)}
    order by c.created_at desc, c.id limit ${mostMentions}`)
  const { rows: unread } = await db.execute<CommentsWaiting['unread'][number]>(sql`
    select s.document_id as document, count(*)::int as count ${unreadBy(reader)}
    group by s.document_id order by s.document_id limit ${mostDocuments}`)
  return {
    mentions: mentions.map(({ total: _, ...mention }) => mention),
    mentionCount: mentions[0]?.total ?? 0,
    unread,
  }
}

/** Notes that somebody has read these comments; what they may not see or is none is left out. */
export async function readComments(
  db: Db,
  reader: Reader,
  comments: readonly RecordId[],
): Promise<void> {
  const { projectId, userId } = reader
  const ids = sql.param(comments)
  await db.execute(sql`
    insert into ${commentReads} (project_id, user_id, comment_id)
    select ${projectId}, ${userId}, c.id ${unreadBy(reader, sql`c.id = any(${ids}::uuid[])`)}
    on conflict do nothing`)
}
