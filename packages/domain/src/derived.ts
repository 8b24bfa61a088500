import type { EntityId, PropositionId, RecordId } from './ids.ts'
import {
  type AnyRecord,
  isRecordOf,
  liveRecord,
  type RecordOf,
  recordOf,
  redirectOf,
} from './record.ts'
import { kindOf } from './record-kind.ts'
import type { ClaimData } from './record-kinds/claim.ts'
import type { DocumentData } from './record-kinds/document.ts'
import type { Holder } from './record-kinds/stance.ts'
import type { StreamState } from './stream-state.ts'
import { type Extent, hullOf, quoteOf } from './text-range.ts'

/** The text a record covers, as its kind says; empty for a record of the whole document. */
export function extentOf(record: AnyRecord): Extent {
  return kindOf(record).extentOf(record.data)
}

/** Where a record stands and what it covers, for rows and lists; nulls when it covers no text. */
export function placeOf(
  record: AnyRecord,
  text: string | null,
): { startUtf16: number | null; endUtf16: number | null; quote: string | null } {
  const extent = extentOf(record)
  const hull = hullOf(extent)
  if (!hull || text === null) return { startUtf16: null, endUtf16: null, quote: null }
  return { ...hull, quote: quoteOf(extent, text) }
}

/** The entity that `id` stands for after all merges; a deleted one is still itself. */
export function resolvedEntity(
  registry: StreamState,
  id: EntityId,
): RecordOf<'entity'> | undefined {
  const record = resolve(registry, id)
  return record && isRecordOf(record, 'entity') ? record : undefined
}

/** The proposition that `id` stands for after all merges. */
export function resolvedProposition(
  registry: StreamState,
  id: PropositionId,
): RecordOf<'proposition'> | undefined {
  const record = resolve(registry, id)
  return record && isRecordOf(record, 'proposition') ? record : undefined
}

function resolve(registry: StreamState, id: RecordId): AnyRecord | undefined {
  const seen = new Set<RecordId>()
  let at = recordOf(registry, id)
  for (let next = redirectOf(at); at && next && !seen.has(next); next = redirectOf(at)) {
    seen.add(next)
    at = recordOf(registry, next) ?? at
  }
  return at
}

/**
 * Who makes a claim: the sources of the chain's last step; without a chain the agency, or else the
 * outlet. Empty for an unnamed source and for an outlet that is not known.
 */
export function claimantsOf(
  claim: Pick<ClaimData, 'report'>,
  { meta }: Pick<DocumentData, 'meta'>,
): readonly EntityId[] {
  const last = claim.report.chain.at(-1)
  if (last) return last.sources
  const outlet = meta.agency ?? meta.publisher
  return outlet ? [outlet] : []
}

/** Whose stance it is: the named entities, or the outlet for the author. */
export function holdersOf(
  holder: Holder,
  { meta }: Pick<DocumentData, 'meta'>,
): readonly EntityId[] {
  if (holder.kind === 'entities') return holder.ids
  return holder.kind === 'author' && meta.publisher ? [meta.publisher] : []
}

/** The name of an entity as people read it, merges followed; `undefined` when it is not known. */
export function entityName(registry: StreamState, id: EntityId): string | undefined {
  return resolvedEntity(registry, id)?.data.name
}

/** Whether an entity is live and stands for itself. */
export function isOwnEntity(registry: StreamState, id: EntityId): boolean {
  return liveRecord(registry, 'entity', id)?.data.redirect === null
}
