import { X } from 'lucide-react'
import { Button, IconButton } from '../../components/ui/button.tsx'
import { useAnnotate } from './annotate-context.ts'
import { annotateText } from './annotate-text.ts'
import { titleOf } from './record-words.ts'
import { namingOf } from './surface-pane.tsx'

/** What the screen has to say just now: a refusal with its way out, or that a link is being made. */
export function NoticeBar() {
  const { annotation, doing, actions } = useAnnotate()
  const from = doing.linkFrom ? annotation.recordOf(doing.linkFrom) : undefined
  const linking = from && annotateText.linkMode(titleOf(from, namingOf(annotation)).slice(0, 60))
  const text = linking ?? doing.notice?.text
  return (
    <div className="notice" role="status">
      {text && (
        <div className="pop notice__card">
          <p>{text}</p>
          {doing.notice?.action && (
            <Button size="sm" onClick={doing.notice.action.run}>
              {doing.notice.action.label}
            </Button>
          )}
          <IconButton
            label={annotateText.dismiss}
            size="sm"
            onClick={() => (linking ? actions.startLink() : actions.dismissNotice())}
          >
            <X className="icon icon--sm" />
          </IconButton>
        </div>
      )}
    </div>
  )
}
