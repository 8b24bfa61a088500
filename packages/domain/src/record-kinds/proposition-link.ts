import * as z from 'zod/mini'
import { type PropositionId, propositionIdSchema, type RecordId } from '../ids.ts'
import { liveRecord } from '../record.ts'
import type { Refusal } from '../refusal.ts'
import { pointersTo, type StreamState } from '../stream-state.ts'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const shape = {
  type: z.enum(['contradicts', 'entails', 'overlaps']),
  from: propositionIdSchema,
  to: propositionIdSchema,
  note: z.string().check(z.maxLength(10_000)),
}
const dataSchema = z.strictObject(shape)
export type PropositionLinkData = Readonly<z.infer<typeof dataSchema>>

/** How two propositions bear on each other. */
export const propositionLinkKind: KindDefinition<PropositionLinkData> = {
  ...plainKind,
  streams: ['registry'],
  title: 'Proposition link',
  shape,
  fixed: ['type', 'from', 'to'],
  dependsOn: ({ from, to }) => [from, to],
  uniqueKey: ({ type, from, to }) => `${type} ${from} ${to}`,
  duplicateRefusal: (existing) => ({ code: 'link-exists', recordId: existing }),
  check: ({ type, from, to }, { state }) => {
    if (from === to) return { code: 'self-link' }
    if (type !== 'entails' && from > to)
      return { code: 'bad-value', register: 'from', problem: 'the smaller id comes first' }
    for (const id of [from, to])
      if (liveRecord(state, 'proposition', id) === undefined)
        return { code: 'dangling-reference', recordId: id }
    return type === 'entails' ? checkAcyclic(state, from, to) : undefined
  },
}

/** Entailment runs one way: from `to` nothing may lead back to `from` (invariant 26). */
function checkAcyclic(
  state: StreamState,
  from: PropositionId,
  to: PropositionId,
): Refusal | undefined {
  const seen = new Set<string>()
  const queue: RecordId[] = [to]
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === from) return { code: 'entailment-cycle' }
    if (!seen.has(at)) queue.push(...entailedBy(state, at))
    seen.add(at)
  }
  return undefined
}

/** What a proposition entails, by the links that point at it. */
function entailedBy(state: StreamState, id: RecordId): readonly PropositionId[] {
  return pointersTo(state, id).flatMap((pointer) => {
    const link = liveRecord(state, 'propositionLink', pointer)
    return link?.data.type === 'entails' && link.data.from === id ? [link.data.to] : []
  })
}
