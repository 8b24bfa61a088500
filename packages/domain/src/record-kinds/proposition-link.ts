import * as z from 'zod'
import { propositionIdSchema } from '../ids.ts'
import { isLive, liveRecord, recordsOf } from '../record.ts'
import type { Refusal } from '../refusal.ts'
import type { StreamState } from '../stream-state.ts'
import { type KindDefinition, plainKind } from './kind-definition.ts'

const shape = {
  type: z.enum(['contradicts', 'entails', 'overlaps']),
  from: propositionIdSchema,
  to: propositionIdSchema,
  note: z.string().max(10_000),
}
const dataSchema = z.strictObject(shape)
export type PropositionLinkData = Readonly<z.infer<typeof dataSchema>>

/** How two propositions bear on each other. */
export const propositionLinkKind: KindDefinition<PropositionLinkData> = {
  ...plainKind,
  stream: 'registry',
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
function checkAcyclic(state: StreamState, from: string, to: string): Refusal | undefined {
  const next = new Map<string, string[]>()
  for (const link of recordsOf(state, 'propositionLink'))
    if (isLive(link) && link.data.type === 'entails')
      next.set(link.data.from, [...(next.get(link.data.from) ?? []), link.data.to])
  const seen = new Set<string>()
  const queue = [to]
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === from) return { code: 'entailment-cycle' }
    if (!seen.has(at)) queue.push(...(next.get(at) ?? []))
    seen.add(at)
  }
  return undefined
}
