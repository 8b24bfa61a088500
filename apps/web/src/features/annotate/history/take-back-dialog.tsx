import { mayWriteLayer, type StreamId } from '@parallax/domain'
import type { TakeBackPlan } from '@parallax/sync'
import { useQuery } from '@tanstack/react-query'
import { momentText } from '../../../components/date-text.ts'
import { type Gesture, pointsAfter, type ShownLine } from '../../../components/history/gestures.ts'
import { historyText as text } from '../../../components/history/history-text.ts'
import { refusalSentence } from '../../../components/refusal-text.ts'
import { Button } from '../../../components/ui/button.tsx'
import { Dialog } from '../../../components/ui/dialog.tsx'
import { Spinner } from '../../../components/ui/spinner.tsx'
import { useAnnotation } from '../annotate-context.ts'
import type { Annotation } from '../annotation.ts'

export type TakeBackDialogProps = {
  readonly gesture: Gesture
  /** All lines from the newest to the gesture, newest first. */
  readonly lines: readonly ShownLine[]
  readonly onClose: () => void
}

/** Says what taking the document back to a gesture would change, and does it as one step. */
export function TakeBackDialog({ gesture, lines, onClose }: TakeBackDialogProps) {
  const { annotation, actions } = useAnnotation()
  const { session } = annotation
  const points = pointsAfter(gesture.group, lines)
  const mine = new Map([...points].filter(([id]) => mayTakeBack(annotation, id)))
  const { data: plan } = useQuery({
    queryKey: ['take-back', session.project.id, gesture.group, [...mine].flat().join(' ')],
    queryFn: () => session.planTakeBack(mine),
    gcTime: 0,
    retry: false,
  })
  const isNothing = plan?.drafts.length === 0
  const confirm = () => {
    if (plan && actions.perform(plan.drafts)) actions.say({ text: text.undone })
    onClose()
  }
  const name = session.personName(gesture.actor)
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={text.backTitle}
      lede={text.backLede(name, momentText(gesture.at))}
      foot={
        <>
          <Button data-first-focus onClick={onClose}>
            {text.cancel}
          </Button>
          <Button
            look="primary"
            disabled={!plan || isNothing || plan.refusal !== null}
            onClick={confirm}
          >
            {text.backConfirm}
          </Button>
        </>
      }
    >
      <div role="status" className="grid gap-2">
        {plan ? <PlanWords plan={plan} /> : <Spinner />}
        {mine.size < points.size && <p className="soft">{text.backOthers}</p>}
      </div>
    </Dialog>
  )
}

function PlanWords({ plan }: { readonly plan: TakeBackPlan }) {
  const { drafts, counts, refusal } = plan
  if (refusal) {
    const { what, wayOut } = refusalSentence(refusal)
    return (
      <p>
        {what} {wayOut}
      </p>
    )
  }
  const words = text.backCounts(counts.removed, counts.restored, counts.changed)
  return <p>{drafts.length === 0 || words === '' ? text.backNothing : `${words}.`}</p>
}

/** What this person may write stays theirs to take back; other people's layers are not. */
function mayTakeBack({ session, layers, document }: Annotation, id: StreamId): boolean {
  if (id === (document.id as string)) return session.me.role !== 'viewer'
  const layer = layers.find((each) => each.id === (id as string))
  return layer !== undefined && mayWriteLayer(session.me, layer.data)
}
