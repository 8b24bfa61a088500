import type { LayerRecord } from '@parallax/domain'
import { useState } from 'react'
import { Button } from '../../../components/ui/button.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { commentsText } from './comments-text.ts'
import { Composer } from './composer.tsx'
import { draftWords } from './drafts.ts'
import { focusThread } from './go-to-thread.ts'
import { ThreadView } from './thread-view.tsx'
import { useDesk, useThreads } from './use-comment-desk.ts'
import { usePerformed } from './use-performed.ts'

/** What is said about the open record. Nothing while nothing is. */
export function RecordComments({ record }: { readonly record: LayerRecord }) {
  const { annotation, hands } = useAnnotation()
  const { userId: user } = annotation.session.me
  const threads = useThreads(hands.comments).filter(
    ({ first: { data } }) => data.anchor.kind === 'record' && data.anchor.id === record.id,
  )
  const { place } = useDesk(hands.comments)
  const [isAllShown, setIsAllShown] = useState(false)
  const isWriting =
    (place?.kind === 'record' && place.id === record.id) ||
    draftWords({ user, name: `record ${record.id}` }) !== undefined
  if (threads.length === 0 && !isWriting) return null
  const resolved = threads.filter(({ isResolved }) => isResolved)
  const shown = isAllShown ? threads : threads.filter(({ isResolved }) => !isResolved)
  return (
    <section className="insp__sec" aria-label={commentsText.title}>
      <h3>{commentsText.title}</h3>
      {shown.map((thread) => (
        <ThreadView key={thread.id} thread={thread} />
      ))}
      {resolved.length > 0 && !isAllShown && (
        <Button size="sm" look="ghost" onClick={() => setIsAllShown(true)}>
          {commentsText.showResolved(resolved.length)}
        </Button>
      )}
      {isWriting && <NewOnRecord record={record} />}
    </section>
  )
}

function NewOnRecord({ record }: { readonly record: LayerRecord }) {
  const { annotation, hands } = useAnnotation()
  const performed = usePerformed()
  const layer = annotation.layerOf(record.id)
  const close = () => hands.comments.show(null)
  return (
    <Composer
      label={commentsText.newLabel}
      send={commentsText.send}
      draft={`record ${record.id}`}
      isFocused
      onSend={(body) => {
        if (!layer) return false
        const stream = { kind: 'layer' as const, id: layer.id }
        const said = hands.comments.write(stream, { kind: 'record', id: record.id }, body)
        const isDone = performed(said.performed)
        if (isDone) {
          close()
          focusThread(said.id)
        }
        return isDone
      }}
      onCancel={close}
    />
  )
}
