import type { Db } from '@parallax/db'
import type { DocumentId, ProjectId } from '@parallax/domain'
import {
  type ContentChoice,
  countLabels,
  type DocumentFacts,
  factsOfDocument,
  groupDocuments,
  type LabelCount,
  labelNamesOf,
  type ProjectSource,
  type SplitGroup,
  splitGroupsOf,
} from '@parallax/formats'
import { inTurns } from './in-turns.ts'
import { openRelease } from './open-release.ts'

/** What would be released now: enough to draw its splits wherever one likes. */
export type ReleaseDraft = {
  readonly documents: number
  readonly layers: number
  readonly labels: readonly LabelCount[]
  readonly groups: readonly SplitGroup[]
}

/** Goes through a project as making a release does, and keeps nothing of it. */
export async function draftRelease(
  db: Db,
  projectId: ProjectId,
  choice: ContentChoice,
): Promise<ReleaseDraft | undefined> {
  const source = await openRelease(db, projectId, choice, new Date())
  if (source === undefined) return undefined
  const documents: DocumentFacts[] = []
  for await (const each of source.documents()) documents.push(factsOfDocument(each))
  const { stories } = await readRegistry(source)
  const groups = await inTurns(groupDocuments(documents, stories))
  return {
    documents: documents.length,
    layers: documents.reduce((sum, { layers }) => sum + layers.length, 0),
    labels: countLabels(documents, await labelNamesOf(source)),
    groups: splitGroupsOf(groups, documents),
  }
}

/** What of the registry decides about groups, and how much there is in it. */
export async function readRegistry(source: ProjectSource): Promise<{
  readonly stories: readonly (readonly DocumentId[])[]
  readonly counts: Readonly<Record<string, number>>
}> {
  const stories: (readonly DocumentId[])[] = []
  const counts: Record<string, number> = {}
  for await (const { record } of source.registry()) {
    if (record.deleted) continue
    counts[record.kind] = (counts[record.kind] ?? 0) + 1
    // Members of a set are named by their ids.
    if (record.kind === 'set') stories.push(Object.keys(record.data.documents) as DocumentId[])
  }
  return { stories, counts }
}
