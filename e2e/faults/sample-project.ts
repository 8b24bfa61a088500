import { createHmac } from 'node:crypto'
import {
  addMember,
  appendChanges,
  createProject,
  type Database,
  type Db,
  putSource,
  putText,
  type RecordRow,
  type StreamAppend,
  schema,
} from '@parallax/db'
import {
  applyChange,
  codebookStreamId,
  type DocumentId,
  emptyStream,
  type ProjectId,
  registryStreamId,
  type StreamId,
  streamHead,
  tableChange,
  type UserId,
} from '@parallax/domain'
import { people, type Stream, sample, sampleWorld } from '@parallax/domain/test'
import type { HistoryEvent } from './check-history.ts'

/** The people of the sample project, by name, with the tokens of their sessions. */
export const names = Object.keys(people) as readonly Name[] // its own keys
export type Name = keyof typeof people

/** The documents of the sample project. */
export const documents: readonly DocumentId[] = [sample.harbour, sample.ferry]

/**
 * The token of somebody's session on a server that `writePeople` has prepared; of the one that is for
 * this round alone, if one is named.
 */
export function sessionTokenOf(name: Name, round?: number): string {
  return round === undefined ? `the session of ${name}` : `the session of ${name} in round ${round}`
}

/** The Cookie header with which somebody is signed in there; `secret` is the server's. */
export function cookieOf(name: Name, secret: string, round?: number): string {
  return cookieOfToken(sessionTokenOf(name, round), secret)
}

function cookieOfToken(token: string, secret: string): string {
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return `parallax.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}

/**
 * Gives everybody of the sample an account and a session, under the ids that the sample knows, and one
 * more for each of so many rounds.
 */
export async function writePeople({ db }: Database, rounds = 0): Promise<void> {
  const everyone = names.map((name) => ({ name, id: people[name].userId }))
  await db
    .insert(schema.users)
    .values(everyone.map(({ name, id }) => ({ id, name, email: `${name}@example.org` })))
  const tokens = [undefined, ...Array(rounds).keys()]
  for (const round of tokens)
    await db
      .insert(schema.sessions)
      .values(everyone.map(({ name, id }) => sessionOf(id, sessionTokenOf(name, round))))
}

/** Lets so many more people look at a project, and gives each one's id and Cookie header. */
export async function writeViewers(
  { db }: Database,
  of: { readonly project: ProjectId; readonly secret: string; readonly count: number },
): Promise<readonly { readonly userId: UserId; readonly cookie: string }[]> {
  const ids = Array.from({ length: of.count }, () => crypto.randomUUID() as UserId)
  const named = ids.map((id, at) => ({
    id,
    name: `Viewer ${at}`,
    email: `viewer${at}@example.org`,
  }))
  await db.insert(schema.users).values(named)
  await db.insert(schema.sessions).values(ids.map((id) => sessionOf(id, `the session of ${id}`)))
  for (const userId of ids) {
    const joinedAt = new Date()
    await addMember(db, { projectId: of.project, userId, role: 'viewer', joinedAt })
  }
  return ids.map((userId) => ({
    userId,
    cookie: cookieOfToken(`the session of ${userId}`, of.secret),
  }))
}

function sessionOf(userId: UserId, token: string) {
  const expiresAt = new Date(Date.now() + 30 * 86_400_000)
  return { id: crypto.randomUUID(), userId, token, expiresAt }
}

/**
 * Writes the sample project under an id of its own: people, texts, and every stream with its log,
 * whose lines it answers.
 */
export async function writeSampleProject(
  { db }: Database,
  project: ProjectId,
): Promise<readonly HistoryEvent[]> {
  const createdAt = new Date()
  const createdBy = people.olga.userId
  const kept = { id: project, name: 'Harbour', mode: 'together', isSample: true } as const
  await createProject(db, { ...kept, createdBy, createdAt })
  for (const name of names) {
    const { userId, role } = people[name]
    await addMember(db, { projectId: project, userId, role, joinedAt: createdAt })
  }
  for (const [id, text] of sampleWorld().texts) await writeText(db, project, { id, text })
  const appends = appendsOf(project)
  const answers = await appendChanges(db, appends)
  if (answers.some(({ result }) => result !== 'appended'))
    throw new Error(`the sample was not written: ${JSON.stringify(answers)}`)
  return appends.flatMap(({ streamId, entries }) =>
    entries.map(({ opId }, at) => ({ kind: 'given', stream: streamId, seq: at + 1, op: opId })),
  )
}

/** The text with this hash, if a document of the sample has it. */
export function sampleTextOf(sha256: string): string | undefined {
  const { texts } = sampleWorld()
  return [...texts].find(([id]) => dataOf(id)?.textSha256 === sha256)?.[1]
}

function dataOf(document: DocumentId) {
  // A document's id is its stream's too.
  const stream = sampleWorld().streams.get(document as string as StreamId)
  return stream && streamHead(stream.state, 'document')?.data
}

async function writeText(
  db: Db,
  projectId: ProjectId,
  { id, text }: { readonly id: DocumentId; readonly text: string },
): Promise<void> {
  const data = dataOf(id)
  if (!data) throw new Error('every document of the sample is in its log')
  const { textSha256, source } = data
  const { sha256, bytes: sizeBytes, ...how } = source
  await putText(db, { projectId, sha256: textSha256, text, folded: null })
  const uploaded = { uploadedBy: people.olga.userId, uploadedAt: new Date() }
  await putSource(db, { projectId, sha256, textSha256, sizeBytes, ...how, ...uploaded })
}

function appendsOf(project: ProjectId): readonly StreamAppend[] {
  const { texts, streams } = sampleWorld()
  const written = [...streams.values()].filter(({ log }) => log.length > 0)
  return written.map((stream) => {
    const { document } = stream.address
    return appendOf(project, stream, document && (texts.get(document) ?? null))
  })
}

/** A whole stream of the sample, as one append. */
function appendOf(project: ProjectId, stream: Stream, text: string | null): StreamAppend {
  const { kind, document } = stream.address
  const id = streamIdIn(project, stream.address)
  const rows = new Map<string, RecordRow>()
  const refs = new Map<string, readonly string[]>()
  const log = stream.log.map((entry) => ({ ...entry, at: longAgo(entry.at) }))
  let state = emptyStream(kind, id)
  for (const { seq, actor, at, change } of log) {
    const after = applyChange(state, change, { seq, actor })
    for (const { record, targets, isNew: _, ...place } of tableChange(state, after, change, text)
      .rows) {
      const { createdBy, createdAt } = rows.get(record.id) ?? { createdBy: actor, createdAt: at }
      rows.set(record.id, {
        ...record,
        ...place,
        createdBy,
        createdAt,
        updatedBy: actor,
        updatedAt: at,
      })
      refs.set(record.id, targets)
    }
    state = after
  }
  return {
    projectId: project,
    streamId: id,
    kind,
    documentId: document,
    expectedSeq: 0,
    entries: log,
    records: [...rows.values()],
    refs: [...refs].map(([recordId, targetIds]) => ({ recordId, targetIds })),
    counters: Object.entries(state.liveCounts).map(([of, delta]) => ({ kind: of, delta })),
  }
}

/** The sample is of a year to come; what one did last would then be what is in it. */
function longAgo(at: string): string {
  return at.replace(/^2031/, '2021')
}

/** The id that a stream of the sample has in another project. */
function streamIdIn(project: ProjectId, { kind, id }: Stream['address']): StreamId {
  if (kind === 'registry') return registryStreamId(project)
  return kind === 'codebook' ? codebookStreamId(project) : id
}
