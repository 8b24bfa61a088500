import { hullOf, mayDo, type RecordId } from '@parallax/domain'
import type { AnnotationContextValue, Doing } from '../annotate-context.ts'
import type { Annotation } from '../annotation.ts'
import { focusWhenThere } from '../focus-when-there.ts'
import type { Thread } from './comment-book.ts'
import { commentsText } from './comments-text.ts'

type Setting = Pick<AnnotationContextValue, 'annotation' | 'actions' | 'hands' | 'surface'>

/** Whether this person may say something at all. */
export function mayComment({ session }: Annotation): boolean {
  return mayDo(session.me.role, 'comment.create')
}

/** Shows a thread where it belongs: at its record, or at its passage. */
export function goToThread(setting: Setting, thread: Thread, { isFocused = true } = {}): void {
  const { annotation, actions, hands, surface } = setting
  const { anchor } = thread.first.data
  const record = anchor.kind === 'record' ? annotation.recordOf(anchor.id) : undefined
  if (record) actions.open(record.id)
  else {
    actions.open(null)
    hands.comments.show({ kind: 'thread', id: thread.id })
    const hull = anchor.kind === 'passage' ? hullOf(anchor.extent) : undefined
    if (hull) surface.current?.reveal(hull, { flash: true })
  }
  if (isFocused) focusThread(thread.id)
}

/** Moves the focus to a thread once it is drawn. */
export function focusThread(id: RecordId): void {
  focusWhenThere(() => document.querySelector<HTMLElement>(`[data-thread="${id}"]`))
}

/** Goes to the first thread, in the order of the text, in which something is unread. */
export function goToUnread(setting: Setting): void {
  const { actions, hands } = setting
  const { unread } = hands.comments.state
  const next = hands.comments.book.threads.find(({ comments }) =>
    comments.some(({ id }) => unread.has(id)),
  )
  if (next) goToThread(setting, next)
  else if (hands.comments.book.threads.length === 0) actions.say({ text: commentsText.noComments })
  else actions.say({ text: commentsText.allRead })
}

/** Begins a comment on the selected words, or else on the open record; without either shows them all. */
export function beginComment(setting: Setting & { readonly doing: Doing }): void {
  const { annotation, doing, actions, hands, surface } = setting
  const selection = surface.current?.selection() ?? doing.selection
  if (!mayComment(annotation)) actions.say({ text: commentsText.mayNot })
  else if (selection) {
    surface.current?.select(null)
    actions.open(null)
    hands.comments.show({ kind: 'new', extent: [selection] })
  } else if (doing.openId) hands.comments.show({ kind: 'record', id: doing.openId })
  else hands.comments.show({ kind: 'all' })
  if (!mayComment(annotation) || (!selection && !doing.openId)) return
  focusWhenThere(() => document.querySelector<HTMLElement>('[data-focus="comment"]'))
}
