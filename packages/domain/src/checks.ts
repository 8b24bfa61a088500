import { type Codebook, type CodebookLabel, effectiveCodebook, latestCodebook } from './codebook.ts'
import type { PlanContext } from './context.ts'
import type { EntityId, LabelId, PropositionId, RecordId } from './ids.ts'
import { liveRecord, recordOf, redirectOf, streamHead } from './record.ts'
import type { DocumentData } from './record-kinds/document.ts'
import type { EntityData } from './record-kinds/entity.ts'
import type { CheckSurroundings } from './record-kinds/kind-definition.ts'
import type { LabelSetData } from './record-kinds/label-set.ts'
import { zoneKindAt } from './record-kinds/zone.ts'
import type { Refusal } from './refusal.ts'
import type { StreamState } from './stream-state.ts'
import { checkExtent, type Extent, type TextRange } from './text-range.ts'

/** The codebook that a stream is written by: its layer's own, elsewhere the newest version. */
export function codebookFor({ state, context }: CheckSurroundings): Codebook | undefined {
  if (!context.codebook) return undefined
  const layer = state.kind === 'layer' ? streamHead(state, 'layer') : undefined
  return layer ? effectiveCodebook(context.codebook, layer.data) : latestCodebook(context.codebook)
}

/**
 * Why evidence cannot stand where it stands (invariants 3 to 6 and 9), or `undefined`. `codebook`
 * is the one that the layer is annotated by.
 */
export function checkEvidence(
  extent: Extent,
  on: 'mention' | 'claim' | 'stance',
  context: PlanContext,
  codebook: Codebook | undefined = context.codebook ? latestCodebook(context.codebook) : undefined,
): Refusal | undefined {
  const { text, document } = context
  if (text === null || document === null) return { code: 'unknown-document' }
  const refusal = checkExtent(extent, text)
  if (refusal) return refusal
  const outside = extent.find((range) => !isAnnotatable(range, on, document.data, codebook))
  return outside && { code: 'zone-not-annotatable', zone: zoneKindAt(document.data.zones, outside) }
}

/** Whether a range lies in one zone, of a kind that the codebook allows (invariant 9). */
export function isAnnotatable(
  range: TextRange,
  on: 'mention' | 'claim' | 'stance',
  { zones }: Pick<DocumentData, 'zones'>,
  codebook: Codebook | undefined,
): boolean {
  const zone = zoneKindAt(zones, range)
  return zone !== null && (codebook?.annotatable.get(on)?.includes(zone) ?? true)
}

/** Why a label cannot be used in a slot now, or `undefined`. Deprecated labels stay valid. */
export function checkLabel(
  id: LabelId,
  slot: LabelSetData['slot'],
  surroundings: CheckSurroundings,
): Refusal | undefined {
  const codebook = codebookFor(surroundings)
  if (!codebook) return undefined
  const label = codebook.labels.get(id)
  const fits = label && codebook.labelSets.get(label.labelSet)?.slot === slot
  return fits ? undefined : { code: 'unknown-label', recordId: id }
}

/** The most topics that a claim or proposition may have. */
export const maxTopics = 3

/** Why topics cannot be used now (invariant 23), or `undefined`. Their number is asked elsewhere. */
export function checkTopics(
  topics: readonly LabelId[],
  surroundings: CheckSurroundings,
): Refusal | undefined {
  if (new Set(topics).size !== topics.length)
    return { code: 'bad-value', register: 'topics', problem: 'a topic stands twice' }
  for (const topic of topics) {
    const refusal = checkLabel(topic, 'topic', surroundings)
    if (refusal) return refusal
  }
  return undefined
}

/** Why an entity type cannot be used by the registry now, or `undefined`. */
export function checkEntityType(id: LabelId, context: PlanContext): Refusal | undefined {
  const codebook = context.codebook && latestCodebook(context.codebook)
  if (!codebook) return undefined
  const label = codebook.labels.get(id)
  const fits = label && codebook.labelSets.get(label.labelSet)?.slot === 'entityType'
  return fits ? undefined : { code: 'unknown-label', recordId: id }
}

/** Why entities cannot be referred to now, or `undefined`. A merged one may: it redirects. */
export function checkLiveEntities(
  ids: readonly EntityId[],
  { registry }: PlanContext,
): Refusal | undefined {
  if (!registry) return undefined
  const gone = ids.find((id) => !liveRecord(registry, 'entity', id))
  return gone ? missing(registry, gone, { code: 'unknown-entity', recordId: gone }) : undefined
}

/** Why a proposition cannot be referred to now, or `undefined`. */
export function checkLiveProposition(
  id: PropositionId | null,
  { registry }: PlanContext,
): Refusal | undefined {
  if (!registry || !id || liveRecord(registry, 'proposition', id)) return undefined
  return missing(registry, id, { code: 'unknown-proposition', recordId: id })
}

function missing(registry: StreamState, id: RecordId, unknown: Refusal): Refusal {
  return recordOf(registry, id)?.deleted ? { code: 'dangling-reference', recordId: id } : unknown
}

/** The entity type of a live entity, or `undefined` when the registry or codebook is not known. */
export function entityTypeLabel(
  id: EntityId,
  { registry, codebook }: PlanContext,
): CodebookLabel | undefined {
  const entity = registry && liveRecord(registry, 'entity', id)
  return entity && codebook ? latestCodebook(codebook)?.labels.get(entity.data.type) : undefined
}

/** Why aliases cannot stand (invariant 16), or `undefined`. */
export function checkAliases({ aliases, name }: EntityData): Refusal | undefined {
  const bad = Object.keys(aliases).find(
    (alias) => alias === '' || alias.trim() !== alias || alias === name || alias.length > 300,
  )
  return bad === undefined ? undefined : { code: 'bad-alias', alias: bad }
}

/** Why a record of the registry cannot stand for another (invariant 14), or `undefined`. */
export function checkRedirect(
  state: StreamState,
  id: RecordId,
  redirect: RecordId | null,
): Refusal | undefined {
  const seen = new Set<RecordId>()
  for (let at = redirect; at !== null && !seen.has(at); at = redirectOf(recordOf(state, at))) {
    if (at === id) return { code: 'merge-cycle' }
    seen.add(at)
  }
  const goal = redirect === null ? undefined : recordOf(state, redirect)
  return goal && goal.kind !== recordOf(state, id)?.kind ? { code: 'type-mismatch' } : undefined
}

/** Why groups and parts cannot stand so (invariant 14), or `undefined`. */
export function checkEntityGraph(
  state: StreamState,
  { members, partOf }: EntityData,
  id: RecordId,
): Refusal | undefined {
  if (reaches(state, members, id, (data) => data.members)) return { code: 'member-cycle' }
  const above = partOf ? [partOf] : []
  return reaches(state, above, id, (data) => (data.partOf ? [data.partOf] : []))
    ? { code: 'part-of-cycle' }
    : undefined
}

/** Whether following `next` from any of `from` comes to `goal`. */
export function reaches(
  state: StreamState,
  from: readonly EntityId[],
  goal: RecordId,
  next: (data: EntityData) => readonly EntityId[],
): boolean {
  const seen = new Set<string>()
  const queue: RecordId[] = [...from]
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === goal) return true
    if (seen.has(at)) continue
    seen.add(at)
    const entity = liveRecord(state, 'entity', at)
    if (entity) queue.push(...next(entity.data))
  }
  return false
}
