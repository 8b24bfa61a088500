'use client'

import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { FailedState } from '../../components/failed-state.tsx'
import { ProjectShell } from '../../components/project-shell.tsx'
import { Button } from '../../components/ui/button.tsx'
import { SkeletonRows } from '../../components/ui/states.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { Invitations } from './invitations.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { Members } from './members.tsx'
import { teamText } from './team-text.ts'

const ASK_AGAIN_MS = 10_000

/** Who is in the project, in which role, and who is invited. */
export function TeamScreen() {
  const trpc = useTRPC()
  const { project, me } = useSession()
  const [isInviting, setIsInviting] = useState(false)
  const members = useQuery(
    // Whoever accepts an invitation appears without a reload.
    trpc.members.list.queryOptions({ project: project.id }, { refetchInterval: ASK_AGAIN_MS }),
  )
  const isOwner = me.role === 'owner'
  return (
    <ProjectShell
      current="team"
      title={teamText.title}
      lede={members.data && teamText.count(members.data.length)}
      actions={
        isOwner && (
          <Button look="primary" onClick={() => setIsInviting(true)}>
            <UserPlus className="icon icon--sm" />
            {teamText.invitations.create}
          </Button>
        )
      }
    >
      <div className="page__scroll">
        <div className="page__pad max-w-4xl">
          {members.data ? (
            <>
              <Members members={members.data} />
              <Invitations isOwner={isOwner} />
            </>
          ) : members.error ? (
            <FailedState
              title={teamText.failed}
              reason={members.error}
              onRetry={() => void members.refetch()}
            />
          ) : (
            <SkeletonRows label={teamText.loading} />
          )}
        </div>
      </div>
      {isInviting && <InviteDialog onClose={() => setIsInviting(false)} />}
    </ProjectShell>
  )
}
