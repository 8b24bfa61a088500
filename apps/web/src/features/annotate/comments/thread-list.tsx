import { TextSelect } from 'lucide-react'
import { Glyph } from '../../../components/ui/record-marks.tsx'
import { useAnnotation } from '../annotate-context.ts'
import type { Thread } from './comment-book.ts'
import { commentWords } from './comment-words.ts'
import { commentsText } from './comments-text.ts'
import { goToThread } from './go-to-thread.ts'
import { lastWords, threadQuote } from './thread-words.ts'
import { useDesk } from './use-comment-desk.ts'

/** Threads as lines: what they are about, and what was said last. */
export function ThreadList({ threads }: { readonly threads: readonly Thread[] }) {
  const setting = useAnnotation()
  const { unread } = useDesk(setting.hands.comments)
  return (
    <ul className="threads">
      {threads.map((thread) => {
        const { by, words } = lastWords(thread, setting.annotation)
        const isUnread = thread.comments.some(({ id }) => unread.has(id))
        return (
          <li key={thread.id}>
            <button
              type="button"
              className="threads__item"
              data-unread={isUnread || undefined}
              onClick={() => goToThread(setting, thread)}
            >
              <span className="threads__quote">
                <AnchorMark thread={thread} />
                <span className="clip serif" dir="auto">
                  {threadQuote(thread, setting.annotation)}
                </span>
              </span>
              <span className="threads__words" dir="auto">
                <b>{by}</b> {words}
              </span>
              <span className="threads__foot muted">
                {thread.comments.length > 1 && commentWords.inThread(thread.comments.length)}
                {isUnread && <span className="said__new">{commentsText.isNew}</span>}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function AnchorMark({ thread }: { readonly thread: Thread }) {
  const { annotation } = useAnnotation()
  const { anchor } = thread.first.data
  const record = anchor.kind === 'record' ? annotation.recordOf(anchor.id) : undefined
  if (!record) return <TextSelect className="icon icon--sm" />
  if (record.kind === 'mention') {
    const colour = annotation.codebook.labels.get(record.data.label)?.colour ?? 12
    return <Glyph kind="mention" colour={colour} />
  }
  return <Glyph kind={record.kind === 'documentLabel' ? 'document-label' : record.kind} />
}
