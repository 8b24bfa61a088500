import { useMemo, useState } from 'react'
import type { Annotation } from './annotation.ts'
import { ChosenRecords } from './choosing/chosen-records.ts'
import type { CommentDesk } from './comments/comment-desk.ts'
import { useCommentDesk } from './comments/use-comment-desk.ts'
import { type FilterControl, useRecordFilter } from './filter/use-record-filter.ts'
import type { HistoryAsked, HistoryInHand } from './history/history-asked.ts'
import type { MatchSource } from './matching/matches.ts'
import { JumpTrail } from './moving/jump-trail.ts'

/** What a person has in hand beyond the open record. */
export type Hands = {
  readonly filter: FilterControl
  /** The links that were followed, for the way back. */
  readonly trail: JumpTrail
  /** The records that are chosen together. */
  readonly chosen: ChosenRecords
  /** What is said about the document, and how much of it was read. */
  readonly comments: CommentDesk
  /** The words that are about to be tagged everywhere. */
  readonly matching: {
    readonly asked: MatchSource | null
    readonly open: (asked: MatchSource) => void
    readonly close: () => void
  }
  readonly history: HistoryInHand
}

/** Which records are shown and chosen, where links were followed from, and what is tagged everywhere. */
export function useHands(annotation: Annotation): Hands {
  const filter = useRecordFilter(annotation)
  const [trail] = useState(() => new JumpTrail())
  const [chosen] = useState(() => new ChosenRecords())
  const comments = useCommentDesk(annotation)
  const [asked, setAsked] = useState<MatchSource | null>(null)
  const [historyAsked, setHistoryAsked] = useState<HistoryAsked | null>(null)
  return useMemo(() => {
    const matching = { asked, open: setAsked, close: () => setAsked(null) }
    const close = () => setHistoryAsked(null)
    const history = { asked: historyAsked, open: setHistoryAsked, close }
    return { filter, trail, chosen, comments, matching, history }
  }, [filter, trail, chosen, comments, asked, historyAsked])
}
