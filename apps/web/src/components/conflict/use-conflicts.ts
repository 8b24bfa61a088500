import type { RecordId, Refusal } from '@parallax/domain'
import { type Conflict, conflictsOf, doneAgain, isStale } from '@parallax/sync'
import { useEffect, useMemo, useState } from 'react'
import { useSaveState, useSession } from '../../sync/project-provider.tsx'

export type Conflicts = {
  /** What is to be settled, those that were put off left out. */
  readonly open: readonly Conflict[]
  /** Settles a conflict: the fields named say what this person wrote, the others what stands. */
  readonly settle: (conflict: Conflict, mine: ReadonlySet<string>) => void
  /** Asks again another time. */
  readonly putOff: (conflict: Conflict) => void
}

/** What this person and others wrote at the same time, kept until it is settled, also over a reload. */
export function useConflicts(onRefused: (refusal: Refusal) => void): Conflicts {
  const session = useSession()
  const { refused } = useSaveState()
  const [answers, setAnswers] = useState<ReadonlyMap<RecordId, ReadonlySet<string>>>(new Map())
  const [putOffIds, setPutOffIds] = useState<ReadonlySet<string>>(new Set())
  const own = useMemo(
    () => refused.filter(({ project }) => project === session.project.id),
    [refused, session],
  )
  const conflicts = useMemo(
    () => conflictsOf(own, (stream) => session.store.view(stream), session.me.userId),
    [own, session],
  )
  const again = (asked: ReadonlyMap<RecordId, ReadonlySet<string>>) => {
    for (const gesture of own.filter(isStale)) {
      const drafts = doneAgain(gesture, conflicts, asked)
      if (!drafts) continue
      const performed = drafts.length === 0 ? null : session.perform(drafts)
      if (performed && !performed.ok) onRefused(performed.refusal)
      else session.dismissRefusal(gesture.operation.id)
    }
  }
  useEffect(() => {
    // The outbox: what has come to say the same meanwhile needs nobody's word.
    const isMoot = own.some(
      (gesture) =>
        isStale(gesture) &&
        isSeen(gesture, session) &&
        !conflicts.some(({ gestures }) => gestures.includes(gesture)),
    )
    if (isMoot) again(new Map())
  })
  return {
    open: conflicts.filter(
      (conflict) => !answers.has(conflict.recordId) && !putOffIds.has(nameOf(conflict)),
    ),
    settle: (conflict, mine) => {
      const next = new Map(answers).set(conflict.recordId, mine)
      setAnswers(conflicts.every(({ recordId }) => next.has(recordId)) ? new Map() : next)
      again(next)
    },
    putOff: (conflict) => setPutOffIds(new Set(putOffIds).add(nameOf(conflict))),
  }
}

/** A new gesture over the same record is asked about anew. */
function nameOf({ recordId, gestures }: Conflict): string {
  return [recordId, ...gestures.map(({ operation }) => operation.id)].join(' ')
}

function isSeen(
  { operation, followers }: Conflict['gestures'][number],
  { store }: ReturnType<typeof useSession>,
): boolean {
  return [operation, ...followers].every(({ stream }) => store.has(stream.id))
}
