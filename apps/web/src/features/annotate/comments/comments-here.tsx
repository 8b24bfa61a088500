import { recordIdSchema } from '@parallax/domain'
import { useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useAnnotation } from '../annotate-context.ts'
import { useStable } from '../use-stable.ts'
import type { CommentRecord } from './comment-book.ts'
import { CommentMarks } from './comment-marks.tsx'
import { commentsText } from './comments-text.ts'
import { goToThread } from './go-to-thread.ts'
import { SinceLine } from './since-line.tsx'
import { hasNews } from './since-words.ts'
import { useDesk, useThreads } from './use-comment-desk.ts'

/** What stands over the text: marks in the margin, and what happened since one was last here. */
export function CommentsHere() {
  const { hands } = useAnnotation()
  const { since } = useDesk(hands.comments)
  useCommentInAddress()
  useSaidComments()
  return (
    <>
      <CommentMarks />
      {hasNews(since) && <SinceLine since={since} />}
    </>
  )
}

/** Opens the thread that the address names: how a list elsewhere leads to a comment. */
function useCommentInAddress(): void {
  const setting = useAnnotation()
  const wanted = recordIdSchema.safeParse(useSearchParams().get('comment')).data
  const threads = useThreads(setting.hands.comments)
  const done = useRef<string | null>(null)
  const go = useStable(() => {
    const thread = wanted && setting.hands.comments.book.threadOf(wanted)
    if (!thread || done.current === wanted) return
    done.current = wanted
    goToThread(setting, thread)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the thread may come later than the text
  useEffect(() => {
    // The address: a comment that it names is opened once.
    go()
  }, [go, wanted, threads])
}

/** Says aloud what others write while one is here. */
function useSaidComments(): void {
  const { annotation, hands, surface } = useAnnotation()
  const { session } = annotation
  const say = useStable((comments: readonly CommentRecord[]) => {
    const last = comments.at(-1)
    if (!last) return
    const { author, body } = last.data
    const isNamed = body.some(
      (piece) => typeof piece !== 'string' && piece.user === session.me.userId,
    )
    const by = session.personName(author)
    surface.current?.announce(isNamed ? commentsText.namedYou(by) : commentsText.saidBy(by))
  })
  useEffect(() => hands.comments.book.onNews(say), [hands.comments, say]) // The book: what others say.
}
