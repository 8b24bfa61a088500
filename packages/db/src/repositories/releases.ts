import { and, asc, desc, eq, max } from 'drizzle-orm'
import type { Db } from '../open-database.ts'
import { projects } from '../schema/projects.ts'
import { releaseCards, releases, releaseWithdrawals } from '../schema/releases.ts'

/** An immutable snapshot of a project, as it is listed. */
export type StoredRelease = typeof releases.$inferSelect
export type ReleaseCard = typeof releaseCards.$inferSelect
export type ReleaseWithdrawal = typeof releaseWithdrawals.$inferSelect

/** Which release: of a project, by its number. */
export type ReleaseKey = { readonly projectId: string; readonly number: number }

/**
 * The number that the next release will have. Whoever else wants one waits until this transaction is
 * over.
 */
export async function nextReleaseNumber(tx: Db, projectId: string): Promise<number> {
  await tx
    .select({ id: projects.id })
    .from(projects)
    .where(eq(projects.id, projectId))
    .for('update')
  const [last] = await tx
    .select({ number: max(releases.number) })
    .from(releases)
    .where(eq(releases.projectId, projectId))
  return (last?.number ?? 0) + 1
}

/** Adds a release with the first version of its card, for good. */
export async function addRelease(
  tx: Db,
  release: StoredRelease,
  card: ReleaseCard['body'],
): Promise<void> {
  const { projectId, number, madeBy: writtenBy, madeAt: writtenAt } = release
  await tx.insert(releases).values(release)
  const first = { projectId, number, version: 1, body: card, writtenBy, writtenAt }
  await tx.insert(releaseCards).values(first)
}

/** The releases of a project, newest first. */
export async function releasesOf(
  db: Db,
  projectId: string,
): Promise<
  readonly { readonly release: StoredRelease; readonly withdrawal: ReleaseWithdrawal | null }[]
> {
  return await selectReleases(db)
    .where(eq(releases.projectId, projectId))
    .orderBy(desc(releases.number))
}

export async function getRelease(
  db: Db,
  { projectId, number }: ReleaseKey,
): Promise<
  { readonly release: StoredRelease; readonly withdrawal: ReleaseWithdrawal | null } | undefined
> {
  const [found] = await selectReleases(db).where(
    and(eq(releases.projectId, projectId), eq(releases.number, number)),
  )
  return found
}

function selectReleases(db: Db) {
  const { projectId, number } = releaseWithdrawals
  return db
    .select({ release: releases, withdrawal: releaseWithdrawals })
    .from(releases)
    .leftJoin(
      releaseWithdrawals,
      and(eq(projectId, releases.projectId), eq(number, releases.number)),
    )
    .$dynamic()
}

/** The newest version of a release's card. */
export async function newestCard(
  db: Db,
  { projectId, number }: ReleaseKey,
): Promise<ReleaseCard | undefined> {
  const [card] = await db
    .select()
    .from(releaseCards)
    .where(and(eq(releaseCards.projectId, projectId), eq(releaseCards.number, number)))
    .orderBy(desc(releaseCards.version))
    .limit(1)
  return card
}

/** Adds a version of a card. False when somebody else has added that version meanwhile. */
export async function addCard(tx: Db, card: ReleaseCard): Promise<boolean> {
  const added = await tx
    .insert(releaseCards)
    .values(card)
    .onConflictDoNothing()
    .returning({ version: releaseCards.version })
  return added.length > 0
}

/** Marks a release as withdrawn. False when it is withdrawn already. */
export async function withdrawRelease(tx: Db, withdrawal: ReleaseWithdrawal): Promise<boolean> {
  const added = await tx
    .insert(releaseWithdrawals)
    .values(withdrawal)
    .onConflictDoNothing()
    .returning({ number: releaseWithdrawals.number })
  return added.length > 0
}

/** Every release of the installation, in the order of its key, for whoever checks them all. */
export async function everyRelease(db: Db): Promise<readonly StoredRelease[]> {
  return await db.select().from(releases).orderBy(asc(releases.projectId), asc(releases.number))
}
