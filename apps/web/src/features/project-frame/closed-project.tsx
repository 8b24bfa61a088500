import type { ProjectId } from '@parallax/domain'
import { httpStatusOf } from '@parallax/sync/api-client'
import { LockKeyhole, RefreshCw } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { FailedState } from '../../components/failed-state.tsx'
import { KeptWork } from '../../components/kept-work.tsx'
import { Button } from '../../components/ui/button.tsx'
import { EmptyState } from '../../components/ui/states.tsx'
import { projectFrameText as text } from './project-frame-text.ts'

const ASK_AGAIN_MS = 2_000

type FailedProjectProps = { readonly project: ProjectId; readonly reason: unknown }

/** The project did not open: it is not this person's, or the server did not answer. */
export function FailedProject({ project, reason }: FailedProjectProps) {
  const status = httpStatusOf(reason)
  if (status === 401) return <EndedProject project={project} reason="signed-out" />
  if (status === 404 || status === 400)
    return <Closed {...text.notYours} actions={<WaysOut project={project} />} />
  return (
    <main className="lost">
      <FailedState title={text.failed} reason={reason} onRetry={() => window.location.reload()} />
    </main>
  )
}

type EndedProjectProps = {
  readonly project: ProjectId
  /** As the server names it. */
  readonly reason: string
}

/** The project can no longer be followed. */
export function EndedProject({ project, reason }: EndedProjectProps) {
  if (reason === 'removed')
    return <Closed {...text.ended.removed} actions={<WaysOut project={project} />} />
  if (reason === 'shutdown') return <Restarting />
  if (reason === 'expired') return <Closed {...text.ended.expired} actions={<ReloadButton />} />
  return <Closed {...text.ended['signed-out']} actions={<SignInButton />} />
}

type ClosedProps = {
  readonly title: string
  readonly text: string
  readonly actions: ReactNode
  readonly icon?: ReactNode
}

function Closed({ icon = <LockKeyhole className="icon icon--lg" />, ...words }: ClosedProps) {
  return (
    <main className="lost" role="alert">
      <EmptyState {...words} icon={icon} />
    </main>
  )
}

/** What was not saved can be taken along. */
function WaysOut({ project }: { readonly project: ProjectId }) {
  return (
    <>
      <KeptWork project={project} />
      <Button asChild look="primary">
        <a href="/projects">{text.projects}</a>
      </Button>
    </>
  )
}

/** Comes back to where one was. A full load: nothing of the session before stays in memory. */
function SignInButton() {
  const goToSignIn = () => {
    const next = encodeURIComponent(window.location.pathname + window.location.search)
    window.location.assign(`/sign-in?next=${next}`)
  }
  return (
    <Button look="primary" onClick={goToSignIn}>
      {text.signIn}
    </Button>
  )
}

function ReloadButton() {
  return (
    <Button look="primary" onClick={() => window.location.reload()}>
      {text.reload}
    </Button>
  )
}

function Restarting() {
  useEffect(() => {
    // The server: asks until it is back.
    const timer = setInterval(() => {
      fetch('/readyz').then(
        ({ ok }) => {
          if (ok) window.location.reload()
        },
        () => undefined,
      )
    }, ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <Closed
      {...text.ended.shutdown}
      icon={<RefreshCw className="icon icon--lg" />}
      actions={<ReloadButton />}
    />
  )
}
