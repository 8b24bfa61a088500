import {
  type AnyRecord,
  definitionOf,
  emptyStream,
  hopefulFacts,
  idByUniqueKey,
  type PlanContext,
  type RecordOf,
  type Refusal,
  recordOf,
  type StreamKind,
  type StreamState,
  stateFromRecords,
} from '@parallax/domain'

/** Breaches that projects live with: what these rules look at may change after the record. */
const lints: readonly Refusal['code'][] = ['unknown-label', 'zone-not-annotatable']

/** Rules want an id for the stream and the project; none of those used here looks at it. */
const nowhere = '00000000-0000-0000-0000-000000000000' as never

/** What the rules within one stream look at. */
export type Stream = { readonly state: StreamState; readonly context: PlanContext }

/**
 * A stream with these records, for the rules that hold whatever became of other streams since.
 * Zones may have changed after a record was made, so all of the text counts as body.
 */
export function streamOf(
  kind: StreamKind,
  records: readonly AnyRecord[],
  document: RecordOf<'document'> | null,
  text: string | null,
): Stream {
  return {
    state: stateFromRecords(emptyStream(kind, nowhere), 1, records),
    context: {
      projectId: nowhere,
      document: document && { ...document, data: { ...document.data, zones: [] } },
      text,
      registry: null,
      codebook: null,
      facts: hopefulFacts,
    },
  }
}

/** The rule that a live record of the stream breaks, or `undefined`. */
export function brokenRule(record: AnyRecord, { state, context }: Stream): Refusal | undefined {
  const definition = definitionOf(record.kind)
  const isTextGone = context.text === null && (state.kind === 'layer' || state.kind === 'document')
  const registerChecks = isTextGone ? [] : Object.values(definition.registerChecks)
  const surroundings = { state, context }
  for (const check of [...registerChecks, definition.check]) {
    // The definition is the one of the record's own kind.
    const refusal = (check as typeof definition.check)(record.data, surroundings, record.id, null)
    if (refusal && !lints.includes(refusal.code)) return refusal
  }
  const gone = definition
    .dependsOn(record.data)
    .find((id) => recordOf(state, id)?.deleted !== false)
  return gone ? { code: 'dangling-reference', recordId: gone } : clash(record, state)
}

function clash(record: AnyRecord, state: StreamState): Refusal | undefined {
  const definition = definitionOf(record.kind)
  const key = definition.uniqueKey(record.data)
  const twin = key === null ? undefined : idByUniqueKey(state, record.kind, key)
  return twin && twin !== record.id ? definition.duplicateRefusal(twin) : undefined
}
