import { mayResolve, type UserId } from '@parallax/domain'
import { Check, Ellipsis, Pencil, RotateCcw, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { momentText } from '../../../components/date-text.ts'
import { Button, IconButton } from '../../../components/ui/button.tsx'
import { Face } from '../../../components/ui/face.tsx'
import { Menu, MenuItem } from '../../../components/ui/menu.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { recordAuthors } from '../record-authors.ts'
import { typedBody } from './comment-body.ts'
import type { CommentRecord, Thread } from './comment-book.ts'
import { commentWords } from './comment-words.ts'
import { commentsText } from './comments-text.ts'
import { Composer } from './composer.tsx'
import { draftWords } from './drafts.ts'
import { mayComment } from './go-to-thread.ts'
import { useDesk } from './use-comment-desk.ts'
import { usePerformed } from './use-performed.ts'

/** A comment with its replies and a field for the next one. What is shown is read. */
export function ThreadView({ thread }: { readonly thread: Thread }) {
  const { annotation } = useAnnotation()
  const news = useRead(thread)
  return (
    <article
      className="thread"
      tabIndex={-1}
      data-thread={thread.id}
      data-resolved={thread.isResolved || undefined}
      aria-label={commentWords.inThread(thread.comments.length)}
    >
      {thread.first.deleted && <p className="hint">{commentsText.takenBack}</p>}
      {thread.comments.map((comment) => (
        <OneComment
          key={comment.id}
          comment={comment}
          thread={thread}
          isNew={news.has(comment.id)}
        />
      ))}
      {mayComment(annotation) && <ThreadFoot thread={thread} />}
    </article>
  )
}

/** Notes what is shown as read; answers what was new when it came to be shown here. */
function useRead(thread: Thread): ReadonlySet<string> {
  const { hands } = useAnnotation()
  const { unread } = useDesk(hands.comments)
  const news = useRef(new Set<string>())
  const shown = thread.comments.filter(({ id }) => unread.has(id)).map(({ id }) => id)
  for (const id of shown) news.current.add(id)
  const key = shown.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which they are
  useEffect(() => {
    // The desk: what stands here before somebody's eyes is read.
    hands.comments.markRead(shown)
  }, [hands.comments, key])
  return news.current
}

type OneCommentProps = {
  readonly comment: CommentRecord
  readonly thread: Thread
  readonly isNew: boolean
}

function OneComment({ comment, thread, isNew }: OneCommentProps) {
  const { annotation, hands } = useAnnotation()
  const { session } = annotation
  const performed = usePerformed()
  const draft = `edit ${comment.id}`
  const [isEditing, setIsEditing] = useState(hasDraft(session, draft))
  const { author, body } = comment.data
  const nameOf = (id: typeof author) => session.personName(id)
  const isMine = author === session.me.userId && mayComment(annotation)
  return (
    <div className="said">
      <header className="said__head">
        <Face userId={author} name={nameOf(author)} size="sm" isDecorative />
        <b>{nameOf(author)}</b>
        <Moment comment={comment} thread={thread} />
        {isNew && <span className="said__new">{commentsText.isNew}</span>}
        <span className="grow" />
        {isMine && !isEditing && (
          <OwnMenu
            onEdit={() => setIsEditing(true)}
            onDelete={() => performed(hands.comments.delete(thread, comment.id))}
          />
        )}
      </header>
      {isEditing ? (
        <Composer
          label={commentsText.editLabel}
          send={commentsText.save}
          draft={draft}
          typedBefore={typedBody(body, nameOf)}
          isFocused
          onSend={(next) => {
            const isDone = performed(hands.comments.edit(thread, comment.id, next))
            if (isDone) setIsEditing(false)
            return isDone
          }}
          onCancel={() => setIsEditing(false)}
        />
      ) : (
        <Body comment={comment} />
      )}
    </div>
  )
}

function hasDraft({ me }: { readonly me: { readonly userId: UserId } }, name: string): boolean {
  return draftWords({ user: me.userId, name }) !== undefined
}

function Body({ comment }: { readonly comment: CommentRecord }) {
  const { session } = useAnnotation().annotation
  return (
    <p className="said__body" dir="auto">
      {comment.data.body.map((piece, index) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          <b
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place
            key={index}
            className="said__name"
            data-me={piece.user === session.me.userId || undefined}
          >
            @{session.personName(piece.user)}
          </b>
        ),
      )}
    </p>
  )
}

function Moment({ comment, thread }: Pick<OneCommentProps, 'comment' | 'thread'>) {
  const { session, opened } = useAnnotation().annotation
  const entries = session.store.entries(thread.stream.id)
  const at = recordAuthors(comment.id, opened.authors[comment.id], entries)?.createdAt
  return (
    <span className="muted said__at">
      {at ? <time dateTime={at}>{momentText(at)}</time> : commentsText.justNow}
      {comment.revs.body && ` · ${commentsText.edited}`}
    </span>
  )
}

type OwnMenuProps = { readonly onEdit: () => void; readonly onDelete: () => void }

function OwnMenu({ onEdit, onDelete }: OwnMenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={commentsText.more} size="sm">
          <Ellipsis className="icon icon--sm" />
        </IconButton>
      }
    >
      <MenuItem icon={<Pencil className="icon icon--sm" />} onSelect={onEdit}>
        {commentsText.edit}
      </MenuItem>
      <MenuItem icon={<Trash2 className="icon icon--sm" />} onSelect={onDelete}>
        {commentsText.delete}
      </MenuItem>
    </Menu>
  )
}

function ThreadFoot({ thread }: { readonly thread: Thread }) {
  const { annotation, hands } = useAnnotation()
  const { session } = annotation
  const performed = usePerformed()
  const draft = `reply ${thread.id}`
  const [isReplying, setIsReplying] = useState(hasDraft(session, draft))
  const view = session.store.view(thread.stream.id)
  const isMine = view && !thread.first.deleted && mayResolve(session.me, view, thread.first)
  if (isReplying)
    return (
      <Composer
        label={commentsText.replyLabel}
        send={commentsText.reply}
        placeholder={commentsText.replyPlaceholder}
        draft={draft}
        isFocused
        onSend={(body) => {
          const isDone = performed(hands.comments.reply(thread, body))
          if (isDone) setIsReplying(false)
          return isDone
        }}
        onCancel={() => setIsReplying(false)}
      />
    )
  const Icon = thread.isResolved ? RotateCcw : Check
  return (
    <footer className="thread__foot">
      <Button size="sm" look="ghost" onClick={() => setIsReplying(true)}>
        {commentsText.reply}
      </Button>
      {isMine && (
        <Button
          size="sm"
          look="ghost"
          onClick={() => performed(hands.comments.resolve(thread, !thread.isResolved))}
        >
          <Icon className="icon icon--sm" />
          {thread.isResolved ? commentsText.reopen : commentsText.resolve}
        </Button>
      )}
    </footer>
  )
}
