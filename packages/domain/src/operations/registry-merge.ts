import * as z from 'zod/mini'
import { type RecordId, recordIdSchema } from '../ids.ts'
import { planWrite } from '../planning.ts'
import { type AnyRecord, isRecordOf, recordOf } from '../record.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../result.ts'
import type { StreamState } from '../stream-state.ts'
import { defineOperation } from './operation-definition.ts'

/**
 * Makes one entity or proposition stand for another. Only the redirect is written: no mention or
 * claim changes, so unmerging is exact.
 */
export const registryMerge = defineOperation({
  streams: ['registry'],
  args: z.strictObject({ from: recordIdSchema, into: recordIdSchema }),
  plan: (planning) => {
    const { from, into } = planning.args
    const refusal = checkMerge(planning.state, from, into)
    return refusal ? refuse(refusal) : planWrite(planning, from, 'redirect', into)
  },
})

function checkMerge(state: StreamState, from: RecordId, into: RecordId): Refusal | undefined {
  const source = recordOf(state, from)
  const goal = recordOf(state, into)
  if (!source) return { code: 'unknown-record', recordId: from }
  if (!goal) return { code: 'unknown-record', recordId: into }
  if (source.deleted) return { code: 'dangling-reference', recordId: from }
  if (goal.deleted) return { code: 'dangling-reference', recordId: into }
  return sameType(source, goal) ? undefined : { code: 'type-mismatch' }
}

function sameType(a: AnyRecord, b: AnyRecord): boolean {
  if (isRecordOf(a, 'entity') && isRecordOf(b, 'entity')) return a.data.type === b.data.type
  return isRecordOf(a, 'proposition') && isRecordOf(b, 'proposition')
}
