import { codebookFor, entityTypeLabel, isAnnotatable } from './checks.ts'
import type { Codebook } from './codebook.ts'
import type { PlanContext } from './context.ts'
import { resolvedEntity, resolvedProposition } from './derived.ts'
import type { EntityId, RecordId } from './ids.ts'
import { mapGet, mapValues } from './persistent-map.ts'
import { type AnyRecord, isLive, isRecordOf, recordOf } from './record.ts'
import { kindOf } from './record-kind.ts'
import { misfits } from './record-kinds/attribute-check.ts'
import type { Chain } from './record-kinds/chain.ts'
import { fitsEnds } from './record-kinds/relation.ts'
import type { StreamState } from './stream-state.ts'
import { extentKey } from './text-range.ts'

/**
 * Something that was right when it was written and is not now, or that a person should look at.
 * Never a refusal: the screen shows it with a fix.
 */
export type Lint =
  | { readonly code: 'refers-to-deleted'; readonly recordId: RecordId; readonly target: RecordId }
  | { readonly code: 'refers-to-unknown'; readonly recordId: RecordId; readonly target: RecordId }
  | { readonly code: 'outside-allowed-zone'; readonly recordId: RecordId }
  | { readonly code: 'label-differs-from-entity'; readonly recordId: RecordId }
  | { readonly code: 'deprecated-label'; readonly recordId: RecordId; readonly target: RecordId }
  | { readonly code: 'attribute-missing'; readonly recordId: RecordId; readonly attribute: string }
  | { readonly code: 'attribute-mismatch'; readonly recordId: RecordId; readonly attribute: string }
  | { readonly code: 'not-a-medium'; readonly recordId: RecordId; readonly target: RecordId }
  | { readonly code: 'relation-not-allowed'; readonly recordId: RecordId }
  | { readonly code: 'off-scale'; readonly recordId: RecordId }
  | { readonly code: 'same-mention-twice'; readonly recordId: RecordId; readonly target: RecordId }
  | { readonly code: 'same-claim-twice'; readonly recordId: RecordId; readonly target: RecordId }
  | { readonly code: 'statement-is-negative'; readonly recordId: RecordId }

export type LintCode = Lint['code']

/** Every lint of a layer's or the registry's live records, in no promised order. */
export function lintsOf(state: StreamState, context: PlanContext): readonly Lint[] {
  const live = [...mapValues(state.records)].filter(isLive)
  return [
    ...live.flatMap((record) => lintsOfRecord(record, state, context)),
    ...doubles(live, context),
  ]
}

/** The lints of one live record by itself. */
export function lintsOfRecord(
  record: AnyRecord,
  state: StreamState,
  context: PlanContext,
): readonly Lint[] {
  return [
    ...referenceLints(record, state, context),
    ...zoneLints(record, state, context),
    ...codebookLints(record, state, context),
    ...statementLints(record),
  ]
}

function referenceLints(record: AnyRecord, state: StreamState, context: PlanContext): Lint[] {
  const codebook = codebookFor({ state, context })
  return kindOf(record)
    .refersTo(record.data)
    .flatMap((target): Lint[] => {
      if (codebook?.labels.has(target) || codebook?.labelSets.has(target))
        return codebook.labels.get(target)?.deprecated
          ? [{ code: 'deprecated-label', recordId: record.id, target }]
          : []
      // What stands in the record's own layer was there when it was written, and nothing goes away.
      const isOfLayer = state.kind === 'layer' && recordOf(state, target) !== undefined
      return isOfLayer ? [] : targetLints(record, target, context)
    })
}

function targetLints(record: AnyRecord, target: RecordId, { registry, codebook }: PlanContext) {
  if (!registry || !codebook) return []
  const found = recordOf(registry, target) ?? recordOf(codebook, target)
  if (found && !found.deleted) return []
  const code = found ? ('refers-to-deleted' as const) : ('refers-to-unknown' as const)
  return [{ code, recordId: record.id, target }]
}

function zoneLints(record: AnyRecord, state: StreamState, context: PlanContext): Lint[] {
  const { document } = context
  const { kind } = record
  if (!document || (kind !== 'mention' && kind !== 'claim' && kind !== 'stance')) return []
  const codebook = codebookFor({ state, context })
  const extent = kindOf(record).extentOf(record.data)
  return extent.every((range) => isAnnotatable(range, kind, document.data, codebook))
    ? []
    : [{ code: 'outside-allowed-zone', recordId: record.id }]
}

function codebookLints(record: AnyRecord, state: StreamState, context: PlanContext): Lint[] {
  const codebook = codebookFor({ state, context })
  if (!codebook) return []
  const { scale } = codebook
  const offScale =
    isRecordOf(record, 'stance') &&
    scale !== null &&
    (record.data.value < scale.min || record.data.value > scale.max)
  const unfit = isRecordOf(record, 'relation') && !fitsEnds(record.data, { state, context })
  return [
    ...attributeLints(record, codebook),
    ...mediumLints(record, context),
    ...(offScale ? [{ code: 'off-scale', recordId: record.id } as const] : []),
    ...(unfit ? [{ code: 'relation-not-allowed', recordId: record.id } as const] : []),
    ...typeLints(record, context),
  ]
}

function attributeLints(record: AnyRecord, codebook: Codebook): Lint[] {
  if (!('attrs' in record.data)) return []
  const { attrs } = record.data
  const missing = [...codebook.attributes.values()].filter(
    ({ id, on, required }) => required && on === record.kind && !Object.hasOwn(attrs, id),
  )
  const recordId = record.id
  return [
    ...missing.map(({ id }) => ({ code: 'attribute-missing' as const, recordId, attribute: id })),
    ...misfits(attrs, record.kind, codebook).map((attribute) => ({
      code: 'attribute-mismatch' as const,
      recordId,
      attribute,
    })),
  ]
}

function mediumLints(record: AnyRecord, context: PlanContext): Lint[] {
  return chainOf(record).flatMap(({ medium }): Lint[] => {
    const label = medium === null ? undefined : entityTypeLabel(medium, context)
    return medium !== null && label && !label.medium
      ? [{ code: 'not-a-medium', recordId: record.id, target: medium }]
      : []
  })
}

function chainOf(record: AnyRecord): Chain {
  if (isRecordOf(record, 'claim')) return record.data.report.chain
  return isRecordOf(record, 'stance') ? record.data.attitude.chain : []
}

function typeLints(record: AnyRecord, { registry }: PlanContext): Lint[] {
  if (!registry || !isRecordOf(record, 'mention') || record.data.entity === null) return []
  const entity = mapGet(registry.records, record.data.entity)
  const differs = entity && isRecordOf(entity, 'entity') && entity.data.type !== record.data.label
  return differs ? [{ code: 'label-differs-from-entity', recordId: record.id }] : []
}

/** A proposition should be positive; polarity says the rest. English words only: it is a hint. */
function statementLints(record: AnyRecord): Lint[] {
  const negative =
    isRecordOf(record, 'proposition') &&
    /\b(?:not|never|no)\b|n['’]t\b/i.test(record.data.statement)
  return negative ? [{ code: 'statement-is-negative', recordId: record.id }] : []
}

/** Records that say the same of the same words, by what their entities and propositions stand for. */
function doubles(live: readonly AnyRecord[], context: PlanContext): Lint[] {
  const first = new Map<string, RecordId>()
  return live.flatMap((record): Lint[] => {
    const sameness = samenessOf(record, context)
    if (!sameness) return []
    const [code, key] = sameness
    const target = first.get(key)
    if (target) return [{ code, recordId: record.id, target }]
    first.set(key, record.id)
    return []
  })
}

type Sameness = readonly [code: 'same-mention-twice' | 'same-claim-twice', key: string]

function samenessOf(record: AnyRecord, { registry }: PlanContext): Sameness | undefined {
  const entityKey = (id: EntityId) => (registry && resolvedEntity(registry, id)?.id) ?? id
  if (isRecordOf(record, 'mention')) {
    const { extent, entity, label } = record.data
    const what = entity === null ? `label ${label}` : entityKey(entity)
    return ['same-mention-twice', `mention ${extentKey(extent)} ${what}`]
  }
  if (!isRecordOf(record, 'claim') || record.data.proposition === null) return undefined
  const { proposition, content, report } = record.data
  const what = (registry && resolvedProposition(registry, proposition)?.id) ?? proposition
  const who = [...new Set(report.chain.at(-1)?.sources.map(entityKey))].sort().join(' ')
  return ['same-claim-twice', `claim ${extentKey(content.evidence)} ${what} ${who}`]
}
