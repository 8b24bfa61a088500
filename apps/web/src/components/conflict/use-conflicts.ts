import type { RecordId, Refusal } from '@parallax/domain'
import {
  type Conflict,
  conflictsOf,
  doneAgain,
  isStale,
  type Moment,
  type RefusedOperation,
} from '@parallax/sync'
import { useEffect, useMemo, useState } from 'react'
import { useSaveState, useSession, useViews } from '../../sync/project-provider.tsx'

export type Conflicts = {
  /** What is to be settled, those that were put off left out. */
  readonly open: readonly Conflict[]
  /** Settles conflicts: for each, the fields that say what this person wrote; the others, what stands. */
  readonly settle: (answers: ReadonlyMap<Conflict, ReadonlySet<string>>) => void
  /** Asks again another time. */
  readonly putOff: (conflict: Conflict) => void
}

/** What one wants of each conflict, by its name, and what one saw when one said the last of it. */
type Answers = {
  readonly mine: ReadonlyMap<string, ReadonlySet<string>>
  readonly moment: Moment
}

const noAnswers: Answers = { mine: new Map(), moment: new Map() }

/**
 * Refused gestures that this page has tried to do again by itself. Once is enough: what is refused
 * anew waits for the person.
 */
const tried = new Set<string>()

/** What this person and others wrote at the same time, kept until it is settled, also over a reload. */
export function useConflicts(onRefused: (refusal: Refusal) => void): Conflicts {
  const session = useSession()
  const { store } = session
  const stale = useStaleGestures()
  const views = useViews(useMemo(() => streamsOf(stale), [stale]))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is looked at anew when a view is
  const conflicts = useMemo(() => conflictsOf(stale, store), [stale, store, views])
  const [answers, setAnswers] = useState(noAnswers)
  const [putOffNames, setPutOffNames] = useState<ReadonlySet<string>>(new Set())

  /** Does again what is ready; whether nothing of it was refused. */
  const again = ({ mine, moment }: Answers): boolean => {
    const answered = conflicts.flatMap((conflict): [RecordId, ReadonlySet<string>][] => {
      const answer = mine.get(nameOf(conflict))
      return answer ? [[conflict.recordId, answer]] : []
    })
    // Told apart before the first is done: what it writes is no later word than the second's.
    const ready = doneAgain(stale, conflicts, new Map(answered), store)
    return ready.filter(isToBeTried(session)).reduce((isTaken, { gesture, drafts }) => {
      tried.add(gesture.operation.id)
      const isAnswered = conflicts.some(({ gestures }) => gestures.includes(gesture))
      const act = () => session.perform(drafts)
      const perform = () => (isAnswered ? session.decidedAt(moment, act) : act())
      const performed = drafts.length > 0 ? perform() : null
      if (performed && !performed.ok) onRefused(performed.refusal)
      else session.dismissRefusal(gesture.operation.id)
      return isTaken && performed?.ok !== false
    }, true)
  }
  useEffect(() => {
    // The outbox: what has come to say the same meanwhile, or was written anew, needs nobody's word.
    again(answers)
  })
  return {
    open: conflicts.filter(
      (conflict) => !answers.mine.has(nameOf(conflict)) && !putOffNames.has(questionOf(conflict)),
    ),
    settle: (wanted) => {
      const said = [...wanted].map(([conflict, mine]) => [nameOf(conflict), mine] as const)
      const next = { mine: new Map([...answers.mine, ...said]), moment: session.moment() }
      for (const { gestures } of wanted.keys())
        for (const { operation } of gestures) tried.delete(operation.id)
      // What was refused is asked about again.
      setAnswers(again(next) ? next : noAnswers)
    },
    putOff: (conflict) => setPutOffNames(new Set(putOffNames).add(questionOf(conflict))),
  }
}

function useStaleGestures(): readonly RefusedOperation[] {
  const { project } = useSession()
  const { refused } = useSaveState()
  return useMemo(
    () => refused.filter((gesture) => gesture.project === project.id && isStale(gesture)),
    [refused, project],
  )
}

/** Another page of this person may have seen to a gesture a moment ago. */
function isToBeTried({ saveState }: ReturnType<typeof useSession>) {
  const held = new Set(saveState.refused.map(({ operation }) => operation.id))
  return ({ gesture: { operation } }: { readonly gesture: RefusedOperation }) =>
    held.has(operation.id) && !tried.has(operation.id)
}

function streamsOf(gestures: readonly RefusedOperation[]) {
  const operations = gestures.flatMap(({ operation, followers }) => [operation, ...followers])
  return [...new Set(operations.map(({ stream }) => stream.id))]
}

/** A conflict with the others that one gesture of this person has come into. */
export function ofSameGesture(conflict: Conflict, open: readonly Conflict[]): readonly Conflict[] {
  return open.filter(({ gestures }) => gestures.some((each) => conflict.gestures.includes(each)))
}

/** The same answer to all of these. */
export function answeredAlike(
  conflicts: readonly Conflict[],
  side: 'mine' | 'theirs',
): ReadonlyMap<Conflict, ReadonlySet<string>> {
  const mineOf = ({ fields }: Conflict) =>
    new Set(side === 'mine' ? fields.map(({ register }) => register) : [])
  return new Map(conflicts.map((conflict) => [conflict, mineOf(conflict)]))
}

/** A new gesture over the same record is asked about anew. */
function questionOf({ recordId, gestures }: Conflict): string {
  return [recordId, ...gestures.map(({ operation }) => operation.id)].join(' ')
}

/** Nor does an answer hold once somebody has written a field of it anew. */
function nameOf(conflict: Conflict): string {
  return [questionOf(conflict), ...conflict.fields.map(({ seq }) => seq)].join(' ')
}
