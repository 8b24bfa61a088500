import { and, desc, eq, getTableColumns, inArray, lt, sql } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { type jobStates, jobs } from '../schema/jobs.ts'

/** Long work that a person may leave and find again. */
export type Job = typeof jobs.$inferSelect & {
  /** Nobody has said for some seconds that they still work on it: their process may be gone. */
  readonly isSilent: boolean
}
export type JobState = (typeof jobStates)[number]

/** Who works on a job says so more often than this. */
const silentAfterS = 3

/** The clock that all processes share, also in the middle of a transaction. */
const now = sql`clock_timestamp()`

const isUnfinished = inArray(jobs.state, ['waiting', 'running'])

function heardOfBefore(seconds: number) {
  return lt(jobs.updatedAt, sql`${now} - make_interval(secs => ${seconds})`)
}

const columns = {
  ...getTableColumns(jobs),
  isSilent: sql<boolean>`${isUnfinished} and ${heardOfBefore(silentAfterS)}`,
}

export async function createJob(
  db: Db,
  job: Pick<Job, 'projectId' | 'id' | 'kind' | 'input' | 'createdBy' | 'createdAt'>,
): Promise<void> {
  await db.insert(jobs).values({ ...job, state: 'waiting', updatedAt: now })
}

export async function getJob(db: Db, projectId: string, id: string): Promise<Job | undefined> {
  const [job] = await db.select(columns).from(jobs).where(isJob(projectId, id))
  return job
}

/** The jobs of a project, newest first: all, or those of one kind or of one person. */
export function jobsOf(
  db: Db,
  projectId: string,
  limit: number,
  only: { readonly kind?: string; readonly createdBy?: string } = {},
): Promise<Job[]> {
  const { kind, createdBy } = only
  return db
    .select(columns)
    .from(jobs)
    .where(
      and(
        eq(jobs.projectId, projectId),
        kind === undefined ? undefined : eq(jobs.kind, kind),
        createdBy === undefined ? undefined : eq(jobs.createdBy, createdBy),
      ),
    )
    .orderBy(desc(jobs.createdAt), desc(jobs.id))
    .limit(limit)
}

/**
 * Notes how a job stands. Answers false when it is over already, as when somebody has cancelled it:
 * then whoever works on it stops.
 */
export async function updateJob(
  db: Db,
  key: { readonly projectId: string; readonly id: string },
  changes: Partial<Pick<Job, 'state' | 'progressPercent' | 'result' | 'error'>>,
): Promise<boolean> {
  const updated = await db
    .update(jobs)
    .set({ ...changes, updatedAt: now })
    .where(and(isJob(key.projectId, key.id), isUnfinished))
    .returning({ id: jobs.id })
  return updated.length > 0
}

/** Ends a job that somebody does not want any more, also one that is done. */
export async function cancelJob(
  db: Db,
  key: { readonly projectId: string; readonly id: string },
): Promise<void> {
  await db
    .update(jobs)
    .set({ state: 'cancelled', updatedAt: now })
    .where(isJob(key.projectId, key.id))
}

/** Marks what an ended process left unfinished. Only for an instance with one process, at its start. */
export async function failUnfinishedJobs(db: Db, error: string): Promise<void> {
  await db.update(jobs).set({ state: 'failed', error, updatedAt: now }).where(isUnfinished)
}

/** Says that somebody still works on a job. */
export async function beatJob(
  db: Db,
  key: { readonly projectId: string; readonly id: string },
): Promise<void> {
  await db
    .update(jobs)
    .set({ updatedAt: now })
    .where(and(isJob(key.projectId, key.id), isUnfinished))
}

/** Marks jobs that nobody has said anything about for `silentForS` seconds: their process has died. */
export async function failSilentJobs(db: Db, error: string, silentForS: number): Promise<void> {
  await db
    .update(jobs)
    .set({ state: 'failed', error, updatedAt: now })
    .where(and(isUnfinished, heardOfBefore(silentForS)))
}

function isJob(projectId: string, id: string) {
  return and(eq(jobs.projectId, projectId), eq(jobs.id, id))
}
