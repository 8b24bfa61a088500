import { useMemo, useState } from 'react'
import type { Annotation } from './annotation.ts'
import { type FilterControl, useRecordFilter } from './filter/use-record-filter.ts'
import { JumpTrail } from './moving/jump-trail.ts'

/** What a person has in hand beyond the open record. */
export type Hands = {
  readonly filter: FilterControl
  /** The links that were followed, for the way back. */
  readonly trail: JumpTrail
}

/** Which records are shown, and where links were followed from. */
export function useHands(annotation: Annotation): Hands {
  const filter = useRecordFilter(annotation)
  const [trail] = useState(() => new JumpTrail())
  return useMemo(() => ({ filter, trail }), [filter, trail])
}
