import { MessageSquare } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { cn } from '../../../components/cn.ts'
import { lazily } from '../../../components/lazily.tsx'
import { IconButton } from '../../../components/ui/button.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { commentWords } from './comment-words.ts'
import { useDesk, useThreads } from './use-comment-desk.ts'
import { writingBefore } from './writing-place.ts'

const CommentsHere = lazily(async () => (await import('./comments-here.tsx')).CommentsHere)

/** What is said here and what happened since one was last here; fetched only where there is any of it. */
export function CommentSlots() {
  const { hands } = useAnnotation()
  const { since, unread } = useDesk(hands.comments)
  const isSilent = useThreads(hands.comments).length === 0 && unread.size === 0
  const isAsked = useSearchParams().has('comment')
  useGoOnWriting()
  return isSilent && !isAsked && !since?.people.length ? null : <CommentsHere />
}

/** Whoever was writing a comment when the page was loaded anew goes on with it. */
function useGoOnWriting(): void {
  const { annotation, hands } = useAnnotation()
  const { documentId } = annotation.opened
  useEffect(() => {
    // The browser's memory: the page may have gone away under the field.
    const place = writingBefore(documentId)
    if (place) hands.comments.show(place)
  }, [documentId, hands.comments])
}

/** The way to all comments, with the number of those that are unread. */
export function CommentsButton({ className }: { readonly className?: string }) {
  const { actions, hands } = useAnnotation()
  const { unread, place } = useDesk(hands.comments)
  const isShown = place?.kind === 'all'
  return (
    <IconButton
      label={commentWords.open(unread.size)}
      title={commentWords.open(unread.size)}
      className={cn('comments-button', className)}
      aria-pressed={isShown}
      data-unread={unread.size > 0 || undefined}
      onClick={() => {
        actions.open(null)
        hands.comments.show(isShown ? null : { kind: 'all' })
      }}
    >
      <MessageSquare className="icon" />
      {unread.size > 0 && <span className="comments-button__n num">{unread.size}</span>}
    </IconButton>
  )
}
