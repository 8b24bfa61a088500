import { useEffect } from 'react'
import { conflictText as text } from '../../../components/conflict/conflict-text.ts'
import { useAnnotation } from '../annotate-context.ts'
import { recordIn } from '../history/use-naming.ts'
import { useStable } from '../use-stable.ts'

/** Says that somebody deleted a record while one changed it, and offers to bring it back. */
export function DeletedMeanwhile() {
  const { annotation, actions } = useAnnotation()
  const { session } = annotation
  const tell = useStable((found: Parameters<Parameters<typeof session.subscribeDeleted>[0]>[0]) => {
    const record = recordIn(annotation, found.recordId)
    if (!record || found.stream.kind !== 'layer') return
    const args = { ids: [found.recordId] }
    const restore = () =>
      void actions.perform([{ stream: found.stream, type: 'records.restore', args }])
    const words = text.deletedBy(session.personName(found.by), record.kind)
    actions.say({ text: words, action: { label: text.restore, run: restore } })
  })
  useEffect(() => {
    // The session: what the server takes may have been deleted by then.
    return session.subscribeDeleted(tell)
  }, [session, tell])
  return null
}
