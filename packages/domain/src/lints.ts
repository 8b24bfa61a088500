import { codebookFor } from './checks.ts'
import type { PlanContext } from './context.ts'
import type { RecordId } from './ids.ts'
import { mapGet, mapValues } from './persistent-map.ts'
import { type AnyRecord, isLive, isRecordOf, recordOf } from './record.ts'
import { kindOf } from './record-kind.ts'
import { zoneKindAt } from './record-kinds/zone.ts'
import type { StreamState } from './stream-state.ts'

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
  | { readonly code: 'off-scale'; readonly recordId: RecordId }
  | { readonly code: 'same-mention-twice'; readonly recordId: RecordId; readonly target: RecordId }
  | { readonly code: 'statement-is-negative'; readonly recordId: RecordId }

export type LintCode = Lint['code']

/** Every lint of a layer's or the registry's live records, in no promised order. */
export function lintsOf(state: StreamState, context: PlanContext): readonly Lint[] {
  const live = [...mapValues(state.records)].filter(isLive)
  return [
    ...live.flatMap((record) => lintsOfRecord(record, state, context)),
    ...doubledMentions(live),
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
    ...zoneLints(record, context),
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
      return targetLints(record, target, context)
    })
}

function targetLints(record: AnyRecord, target: RecordId, { registry, codebook }: PlanContext) {
  if (!registry || !codebook) return []
  const found = recordOf(registry, target) ?? recordOf(codebook, target)
  if (found && !found.deleted) return []
  const code = found ? ('refers-to-deleted' as const) : ('refers-to-unknown' as const)
  return [{ code, recordId: record.id, target }]
}

function zoneLints(record: AnyRecord, { document, codebook }: PlanContext): Lint[] {
  const kind = record.kind
  if (!document || !codebook || (kind !== 'mention' && kind !== 'claim' && kind !== 'stance'))
    return []
  const allowed = codebookFor({ state: codebook, context: contextOf(codebook) })?.annotatable.get(
    kind,
  )
  const outside = kindOf(record)
    .extentOf(record.data)
    .some((range) => {
      const zone = zoneKindAt(document.data.zones, range)
      return zone === null || (allowed !== undefined && !allowed.includes(zone))
    })
  return outside ? [{ code: 'outside-allowed-zone', recordId: record.id }] : []
}

/** Surroundings that know nothing but the codebook. */
function contextOf(codebook: StreamState): PlanContext {
  return { codebook } as PlanContext // only the codebook is asked
}

function codebookLints(record: AnyRecord, state: StreamState, context: PlanContext): Lint[] {
  const codebook = codebookFor({ state, context })
  if (!codebook) return []
  const required = [...codebook.attributes.values()]
    .filter(({ on, required: needed }) => needed && on === record.kind)
    .filter(({ id }) => !hasAttribute(record, id))
    .map(({ id }): Lint => ({ code: 'attribute-missing', recordId: record.id, attribute: id }))
  const { scale } = codebook
  const offScale =
    isRecordOf(record, 'stance') &&
    scale !== null &&
    (record.data.value < scale.min || record.data.value > scale.max)
  return [
    ...required,
    ...(offScale ? [{ code: 'off-scale', recordId: record.id } as const] : []),
    ...typeLints(record, context),
  ]
}

function hasAttribute(record: AnyRecord, id: string): boolean {
  return 'attrs' in record.data && Object.hasOwn(record.data.attrs, id)
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

/** Mentions without an entity that say the same of the same words. */
function doubledMentions(live: readonly AnyRecord[]): Lint[] {
  const first = new Map<string, RecordId>()
  const lints: Lint[] = []
  for (const record of live) {
    if (!isRecordOf(record, 'mention') || record.data.entity !== null) continue
    const key = `${JSON.stringify(record.data.extent)} ${record.data.label}`
    const target = first.get(key)
    if (target) lints.push({ code: 'same-mention-twice', recordId: record.id, target })
    else first.set(key, record.id)
  }
  return lints
}
