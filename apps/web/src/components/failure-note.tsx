import { CircleAlert } from 'lucide-react'
import { failureText } from './failed-state.tsx'
import { Note } from './ui/states.tsx'

export type FailureNoteProps = {
  /** What did not happen: “The name was not changed.” */
  readonly what: string
  readonly reason: unknown
}

/** Says in place that something was not done, and why. */
export function FailureNote({ what, reason }: FailureNoteProps) {
  return (
    <Note tone="bad" icon={<CircleAlert className="icon icon--sm" />}>
      {what} {failureText(reason)}
    </Note>
  )
}
