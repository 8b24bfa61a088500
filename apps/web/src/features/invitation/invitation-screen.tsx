'use client'

import { httpStatusOf } from '@parallax/sync/api-client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import Link from 'next/link'
import { AuthFrame } from '../../components/auth/auth-frame.tsx'
import { signOut } from '../../components/auth-client.ts'
import { projectScreenPath } from '../../components/project-path.ts'
import { Button } from '../../components/ui/button.tsx'
import { Spinner } from '../../components/ui/spinner.tsx'
import { Note } from '../../components/ui/states.tsx'
import { useVisitor } from '../../components/visitor.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { invitationText } from './invitation-text.ts'
import { JoinAsNewcomer } from './join-as-newcomer.tsx'

export type InvitationScreenProps = {
  /** The secret of the link. */
  readonly token: string
}

/** Joining a project by a link: with the account that is signed in, with another, or with a new one. */
export function InvitationScreen({ token }: InvitationScreenProps) {
  const trpc = useTRPC()
  const { user } = useVisitor()
  const look = useQuery(trpc.invitations.look.queryOptions({ token }, { retry: false }))
  const join = useMutation(
    trpc.invitations.accept.mutationOptions({
      onSuccess: ({ project }) => window.location.assign(projectScreenPath(project, 'documents')),
    }),
  )
  if (look.isPending) return <Waiting />
  if (look.isError) {
    const isOver = httpStatusOf(look.error) === 404
    return isOver ? <Unusable /> : <NotLoaded onRetry={() => void look.refetch()} />
  }
  const { projectName, role, state } = look.data
  const isJoining = join.isPending || join.isSuccess
  if (state !== 'open' && !isJoining) return <Unusable />
  const accept = () => join.mutate({ token })
  return (
    <AuthFrame
      title={invitationText.title}
      lede={
        <>
          {invitationText.to} <b className="serif">{projectName}</b>. {invitationText.roles[role]}
        </>
      }
    >
      {join.isError && (
        <Note tone="bad" icon={<CircleAlert className="icon icon--sm" />}>
          {invitationText.failed}
        </Note>
      )}
      {user === undefined ? (
        <JoinAsNewcomer token={token} onAccount={accept} />
      ) : (
        <JoinAs name={user.name} isBusy={join.isPending || join.isSuccess} onJoin={accept} />
      )}
    </AuthFrame>
  )
}

type JoinAsProps = {
  readonly name: string
  readonly isBusy: boolean
  readonly onJoin: () => void
}

function JoinAs({ name, isBusy, onJoin }: JoinAsProps) {
  return (
    <div className="form">
      <p>{invitationText.joinAs(name)}</p>
      <Button look="primary" size="lg" shape="block" isBusy={isBusy} onClick={onJoin}>
        {invitationText.join}
      </Button>
      <Button size="lg" shape="block" onClick={() => void signOut(window.location.pathname)}>
        {invitationText.otherAccount}
      </Button>
    </div>
  )
}

function Waiting() {
  return (
    <AuthFrame title={invitationText.title} lede={invitationText.waiting}>
      <Spinner label={invitationText.waiting} size="md" />
    </AuthFrame>
  )
}

function Unusable() {
  return (
    <AuthFrame title={invitationText.unusableTitle} lede={invitationText.unusableLede}>
      <Button asChild size="lg" shape="block">
        <Link href="/">{invitationText.home}</Link>
      </Button>
    </AuthFrame>
  )
}

function NotLoaded({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <AuthFrame title={invitationText.failedTitle} lede={invitationText.failedLede}>
      <div className="form">
        <Button look="primary" size="lg" shape="block" onClick={onRetry}>
          {invitationText.again}
        </Button>
        <Button asChild size="lg" shape="block">
          <Link href="/">{invitationText.home}</Link>
        </Button>
      </div>
    </AuthFrame>
  )
}
