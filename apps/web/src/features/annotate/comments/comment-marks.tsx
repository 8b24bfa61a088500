import { hullOf } from '@parallax/domain'
import { MessageSquare } from 'lucide-react'
import { useLayoutEffect, useState } from 'react'
import { useAnnotation } from '../annotate-context.ts'
import type { Thread } from './comment-book.ts'
import { commentsText } from './comments-text.ts'
import { goToThread } from './go-to-thread.ts'
import { lastWords } from './thread-words.ts'
import { useDesk, useThreads } from './use-comment-desk.ts'

type Mark = {
  readonly thread: Thread
  readonly topPx: number
  /** From the edge of the window: the right one, and the left one for a text from right to left. */
  readonly awayPx: number
}

const lineApartPx = 22
const sizePx = 26

/** Marks in the margin where the lines end, beside the passages that are talked about. */
export function CommentMarks() {
  const setting = useAnnotation()
  const { surface, geometry, annotation, hands } = setting
  const threads = useThreads(hands.comments)
  const { unread } = useDesk(hands.comments)
  const [marks, setMarks] = useState<readonly Mark[]>([])
  useLayoutEffect(() => {
    // The page: places are known only after it is laid out, and whenever it moves.
    const put = () => {
      const next = marksOf(threads, surface.current)
      setMarks((was) => (isSame(was, next) ? was : next))
    }
    put()
    return geometry.subscribe(put)
  }, [surface, geometry, threads])
  const edge = surface.current?.isRightToLeft ? 'left' : 'right'
  return marks.map(({ thread, topPx, awayPx }) => {
    const { by, words } = lastWords(thread, annotation)
    return (
      <button
        key={thread.id}
        type="button"
        className="comment-mark"
        style={{ top: `${topPx}px`, [edge]: `${awayPx}px` }}
        data-unread={thread.comments.some(({ id }) => unread.has(id)) || undefined}
        aria-label={commentsText.mark(by, words.slice(0, 80))}
        onClick={() => goToThread(setting, thread)}
      >
        <MessageSquare className="icon icon--sm" />
        {thread.comments.length > 1 && <span className="num">{thread.comments.length}</span>}
      </button>
    )
  })
}

type Surface = ReturnType<typeof useAnnotation>['surface']['current']

function marksOf(threads: readonly Thread[], surface: Surface): readonly Mark[] {
  if (!surface) return []
  const pane = surface.scroller.getBoundingClientRect()
  const outsidePx = surface.isRightToLeft
    ? pane.left
    : window.innerWidth - pane.left - surface.scroller.clientWidth
  const marks: Mark[] = []
  for (const thread of threads) {
    const { anchor } = thread.first.data
    const hull = anchor.kind === 'passage' && !thread.isResolved ? hullOf(anchor.extent) : undefined
    const boxes = hull && surface.coordsOf(hull)
    if (!boxes || boxes.start.top < pane.top - 4 || boxes.start.bottom > pane.bottom) continue
    const topPx = Math.round((boxes.start.top + boxes.start.bottom - sizePx) / 2)
    const beside = marks.filter((mark) => Math.abs(mark.topPx - topPx) < lineApartPx).length
    marks.push({ thread, topPx, awayPx: Math.round(outsidePx + 2 + beside * (sizePx + 4)) })
  }
  return marks
}

function isSame(was: readonly Mark[], next: readonly Mark[]): boolean {
  return (
    was.length === next.length &&
    was.every(({ thread, topPx, awayPx }, at) => {
      const mark = next[at]
      return mark?.thread === thread && mark.topPx === topPx && mark.awayPx === awayPx
    })
  )
}
