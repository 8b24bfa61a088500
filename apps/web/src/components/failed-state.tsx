import { httpStatusOf, requestIdOf } from '@parallax/sync/api-client'
import { failedText } from './failed-text.ts'
import { Button } from './ui/button.tsx'
import { ErrorState } from './ui/states.tsx'

export type FailedStateProps = {
  /** What did not arrive: “The list did not arrive”. */
  readonly title: string
  readonly reason: unknown
  readonly onRetry: () => void
}

/** A list or a page that did not come: why, and two ways on. */
export function FailedState({ title, reason, onRetry }: FailedStateProps) {
  return (
    <ErrorState
      title={title}
      text={failureText(reason)}
      onRetry={onRetry}
      secondWay={
        <Button asChild>
          {/* A whole load, which may mend more than a step within the page would. */}
          <a href="/projects">{failedText.home}</a>
        </Button>
      }
    />
  )
}

/** Why the server's answer is missing, in a sentence. */
export function failureText(reason: unknown): string {
  const status = httpStatusOf(reason)
  if (status === undefined) return failedText.unreached
  // Of what comes at the wrong time the server says more than the number does.
  if (spokenStatuses.includes(status) && reason instanceof Error) return reason.message
  return failedText.byStatus[status] ?? failedText.fault(requestIdOf(reason))
}

const spokenStatuses = [403, 409, 429]
