import { type Db, usesOf } from '@parallax/db'
import { type AnyRecord, isLive, type ProjectId } from '@parallax/domain'
import { type ContentChoice, type ProjectSource, releasedSource } from '@parallax/formats'
import { openProjectSource } from '../exchange/project-source.ts'
import { chooseContents } from './choose-contents.ts'

/** What is about to be released, as it stood at `at`; `undefined` when there is no such project. */
export async function openRelease(
  db: Db,
  projectId: ProjectId,
  choice: ContentChoice,
  at: Date,
): Promise<ProjectSource | undefined> {
  const selection = await chooseContents(db, projectId, choice)
  const source = await openProjectSource(db, projectId, selection, at)
  if (source === undefined) return undefined
  const referred = await deletedAndReferredTo(db, projectId, source)
  return releasedSource(source, ({ id }) => referred.has(id))
}

const idsPerQuery = 500

/** Entries of the registry that were deleted while something still refers to them. */
async function deletedAndReferredTo(
  db: Db,
  projectId: ProjectId,
  source: ProjectSource,
): Promise<ReadonlySet<string>> {
  const deleted: AnyRecord['id'][] = []
  for await (const { record } of source.registry()) if (!isLive(record)) deleted.push(record.id)
  const found = new Set<string>()
  for (let at = 0; at < deleted.length; at += idsPerQuery)
    for (const id of (await usesOf(db, projectId, deleted.slice(at, at + idsPerQuery))).keys())
      found.add(id)
  return found
}
