import { type Extent, hullOf, quoteOf } from '@parallax/domain'
import { ArrowLeft, CheckCheck, MessageSquare, Pencil, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, IconButton } from '../../../components/ui/button.tsx'
import { Segmented } from '../../../components/ui/segmented.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { useCap } from '../commands/use-bindings.ts'
import { SheetHandle } from '../layout/sheet-handle.tsx'
import type { Thread } from './comment-book.ts'
import type { CommentPlace } from './comment-desk.ts'
import { commentsText } from './comments-text.ts'
import { Composer } from './composer.tsx'
import { passageDraft, passageDrafts } from './drafts.ts'
import { focusThread, goToUnread } from './go-to-thread.ts'
import { ThreadList } from './thread-list.tsx'
import { ThreadView } from './thread-view.tsx'
import { threadQuote } from './thread-words.ts'
import { useDesk, useThreads } from './use-comment-desk.ts'
import { usePerformed } from './use-performed.ts'

/** The comments of the document, in the place of the inspector: all of them, one thread, or a new one. */
export function CommentsPanel({ place }: { readonly place: CommentPlace }) {
  const { actions, hands } = useAnnotation()
  const threads = useThreads(hands.comments)
  const thread = place.kind === 'thread' ? threads.find(({ id }) => id === place.id) : undefined
  const close = () => {
    hands.comments.show(null)
    actions.focusText()
  }
  return (
    <aside
      className="inspector"
      data-open=""
      data-comments=""
      aria-label={commentsText.title}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close()
      }}
    >
      <SheetHandle onClose={close} />
      <header className="insp__head">
        {place.kind === 'all' ? (
          <MessageSquare className="icon icon--sm" />
        ) : (
          <IconButton
            label={commentsText.all}
            size="sm"
            onClick={() => hands.comments.show({ kind: 'all' })}
          >
            <ArrowLeft className="icon icon--sm" />
          </IconButton>
        )}
        <h2>{place.kind === 'new' ? commentsText.newOnPassage : commentsText.title}</h2>
        <span className="grow" />
        <IconButton label={commentsText.close} size="sm" onClick={close}>
          <X className="icon" />
        </IconButton>
      </header>
      <div className="insp__body">
        {place.kind === 'new' ? (
          <NewOnPassage extent={place.extent} />
        ) : thread ? (
          <OneThread thread={thread} />
        ) : (
          <AllThreads threads={threads} />
        )}
      </div>
      <PanelFoot />
    </aside>
  )
}

function PanelFoot() {
  const setting = useAnnotation()
  const desk = setting.hands.comments
  const { unread } = useDesk(desk)
  const cap = useCap('comment.next')
  if (unread.size === 0) return null
  return (
    <footer className="insp__foot">
      <Button size="sm" look="ghost" onClick={() => desk.markRead(unread)}>
        <CheckCheck className="icon icon--sm" />
        {commentsText.markAllRead}
      </Button>
      <span className="grow" />
      <Button size="sm" keyCap={cap} onClick={() => goToUnread(setting)}>
        {commentsText.nextUnread}
      </Button>
    </footer>
  )
}

const filters = [
  { value: 'open', label: commentsText.openOnes },
  { value: 'resolved', label: commentsText.resolvedOnes },
] as const

function AllThreads({ threads }: { readonly threads: readonly Thread[] }) {
  const [filter, setFilter] = useState<'open' | 'resolved'>('open')
  const shown = threads.filter(({ isResolved }) => isResolved === (filter === 'resolved'))
  return (
    <>
      <Segmented
        label={commentsText.filter}
        options={filters}
        value={filter}
        onChange={setFilter}
      />
      {filter === 'open' && <BegunOnPassages />}
      {shown.length > 0 ? (
        <ThreadList threads={shown} />
      ) : (
        <div className="threads__none">
          <p>{filter === 'open' ? commentsText.noneOpen : commentsText.noneResolved}</p>
          {filter === 'open' && <p className="muted">{commentsText.noneOpenWay}</p>}
        </div>
      )}
    </>
  )
}

/** What one has begun to write on passages, to go on with. */
function BegunOnPassages() {
  const { annotation, hands } = useAnnotation()
  const { session, opened, text } = annotation
  const drafts = passageDrafts(session.me.userId, opened.documentId)
  if (drafts.length === 0) return null
  return (
    <ul className="threads" aria-label={commentsText.begun}>
      {drafts.map(({ extent, words }) => (
        <li key={JSON.stringify(extent)}>
          <button
            type="button"
            className="threads__item"
            onClick={() => hands.comments.show({ kind: 'new', extent })}
          >
            <span className="threads__quote">
              <Pencil className="icon icon--sm" />
              <span className="clip serif" dir="auto">
                {quoteOf(extent, text)}
              </span>
            </span>
            <span className="threads__words" dir="auto">
              <b>{commentsText.notSent}</b> {words}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function OneThread({ thread }: { readonly thread: Thread }) {
  const { annotation } = useAnnotation()
  const { anchor } = thread.first.data
  useShownWords(anchor.kind === 'passage' ? anchor.extent : null)
  return (
    <>
      <p className="passage">{threadQuote(thread, annotation)}</p>
      <ThreadView thread={thread} />
    </>
  )
}

function NewOnPassage({ extent }: { readonly extent: Extent }) {
  const { annotation, actions, hands } = useAnnotation()
  const performed = usePerformed()
  const { documentId } = annotation.opened
  useShownWords(extent)
  const close = () => {
    hands.comments.show(null)
    actions.focusText()
  }
  return (
    <>
      <p className="passage">{quoteOf(extent, annotation.text)}</p>
      <Composer
        label={commentsText.newLabel}
        send={commentsText.send}
        draft={passageDraft(documentId, extent)}
        isFocused
        onSend={(body) => {
          const stream = { kind: 'document' as const, id: documentId }
          const said = hands.comments.write(stream, { kind: 'passage', extent }, body)
          const isDone = performed(said.performed)
          if (isDone) {
            hands.comments.show({ kind: 'thread', id: said.id })
            focusThread(said.id)
          }
          return isDone
        }}
        onCancel={close}
      />
    </>
  )
}

/** Washes the words that are talked about, and has them in sight. */
function useShownWords(extent: Extent | null): void {
  const { surface } = useAnnotation()
  const key = JSON.stringify(extent)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which words
  useEffect(() => {
    // The editor: which words are talked about.
    const { current } = surface
    const hull = extent && hullOf(extent)
    if (!current || !extent || !hull) return
    current.setHover(extent)
    current.reveal(hull)
    return () => current.setHover([])
  }, [surface, key])
}
