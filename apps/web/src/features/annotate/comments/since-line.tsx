import { extentOf, hullOf, type RecordId } from '@parallax/domain'
import { ArrowDown, X } from 'lucide-react'
import { useState } from 'react'
import { dayText } from '../../../components/date-text.ts'
import { Button, IconButton } from '../../../components/ui/button.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { commentsText } from './comments-text.ts'
import { goToThread } from './go-to-thread.ts'
import { type SinceVisit, sinceWords } from './since-words.ts'

/** What others did since one was last here, in a line, with a way through it. It waits for nobody. */
export function SinceLine({ since }: { readonly since: SinceVisit }) {
  const setting = useAnnotation()
  const { annotation, actions, hands } = setting
  const { session } = annotation
  const [at, setAt] = useState(0)
  const places = usePlaces(since.records)
  const showNext = () => {
    const next = places[at % places.length]
    if (!next) return
    setAt((at % places.length) + 1)
    const thread = hands.comments.book.threadOf(next)
    if (thread) goToThread(setting, thread, { isFocused: false })
    else actions.open(next)
  }
  return (
    <aside className="since pop" aria-label={commentsText.since}>
      <p>
        <b>{commentsText.since}</b>{' '}
        <span className="muted">({dayText(since.at, new Date().getFullYear())})</span>{' '}
        {sinceWords(since, (id) => session.personName(id))}
      </p>
      {places.length > 0 && (
        <Button size="sm" onClick={showNext}>
          <ArrowDown className="icon icon--sm" />
          {at > 0 ? commentsText.sincePlace(at, places.length) : commentsText.sinceNext}
        </Button>
      )}
      <IconButton
        label={commentsText.dismiss}
        size="sm"
        onClick={() => void hands.comments.dismissSince().catch(() => undefined)}
      >
        <X className="icon icon--sm" />
      </IconButton>
    </aside>
  )
}

/** What can be shown of what was touched, in the order of the text. */
function usePlaces(touched: readonly RecordId[]): readonly RecordId[] {
  const { annotation, hands } = useAnnotation()
  const seen = new Set<RecordId>()
  const placed = touched.flatMap((id) => {
    const record = annotation.recordOf(id)
    const thread = record ? undefined : hands.comments.book.threadOf(id)
    const place = record?.id ?? thread?.id
    if (!place || seen.has(place)) return []
    seen.add(place)
    const { anchor } = thread?.first.data ?? {}
    const passage = anchor?.kind === 'passage' ? anchor.extent : []
    const hull = hullOf(record ? extentOf(record) : passage)
    return [{ place, startUtf16: hull?.startUtf16 ?? Number.MAX_SAFE_INTEGER }]
  })
  return placed.sort((a, b) => a.startUtf16 - b.startUtf16).map(({ place }) => place)
}
