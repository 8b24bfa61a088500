import { type Db, readRecords, schema } from '@parallax/db'
import { type LayerData, maySeeLayer, type ProjectId, type UserId } from '@parallax/domain'
import type { ContentChoice } from '@parallax/formats'
import { and, asc, eq } from 'drizzle-orm'
import type { Selection } from '../exchange/project-heads.ts'

/** The documents and layers that a choice means at this moment. */
export async function chooseContents(
  db: Db,
  projectId: ProjectId,
  choice: ContentChoice,
): Promise<Selection> {
  const documents = await liveDocuments(db, projectId)
  const layers: string[] = []
  const annotated = new Set<string>()
  for await (const { id, data } of releasableLayers(db, projectId)) {
    if (!isChosen(data, choice) || !documents.has(data.document)) continue
    layers.push(id)
    annotated.add(data.document)
  }
  return { layers, documents: [...(choice.documents === 'all' ? documents : annotated)] }
}

/** How many layers there are to choose from. */
export type LayerOffer = {
  readonly kind: LayerData['kind']
  readonly owner: UserId | null
  readonly layers: number
}

/** The layers of a project, counted by whose they are. */
export async function offeredLayers(db: Db, projectId: ProjectId): Promise<readonly LayerOffer[]> {
  const offers = new Map<string, LayerOffer>()
  for await (const { data } of releasableLayers(db, projectId)) {
    const { kind, owner } = data
    const key = `${kind} ${owner ?? ''}`
    offers.set(key, { kind, owner, layers: (offers.get(key)?.layers ?? 0) + 1 })
  }
  return [...offers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, offer]) => offer)
}

function isChosen({ kind, owner }: LayerData, choice: ContentChoice): boolean {
  if (kind !== 'annotator') return choice[kind]
  const { annotators } = choice
  return annotators === 'all' || (owner !== null && annotators.includes(owner))
}

/** Layers that every member may see: a blind one that is still open is in no release. */
async function* releasableLayers(
  db: Db,
  projectId: ProjectId,
): AsyncGenerator<{ readonly id: string; readonly data: LayerData }> {
  for await (const row of readRecords(db, projectId, 'layer')) {
    const data = row.data as LayerData // what a row of this kind holds
    if (!row.deleted && maySeeLayer(nobody, data)) yield { id: row.id, data }
  }
}

/** Someone who owns no layer. */
const nobody = { userId: '' as UserId }

async function liveDocuments(db: Db, projectId: ProjectId): Promise<ReadonlySet<string>> {
  const { records } = schema
  const rows = await db
    .select({ id: records.id })
    .from(records)
    .where(
      and(
        eq(records.projectId, projectId),
        eq(records.kind, 'document'),
        eq(records.deleted, false),
      ),
    )
    .orderBy(asc(records.id))
  return new Set(rows.map(({ id }) => id))
}
