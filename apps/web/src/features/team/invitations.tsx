import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { dayText, momentText } from '../../components/date-text.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { projectShellText } from '../../components/project-shell-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { Note, SkeletonRows } from '../../components/ui/states.tsx'
import { Tag } from '../../components/ui/tag.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { teamText } from './team-text.ts'

const text = teamText.invitations

type Invitation = ApiOutputs['invitations']['list'][number]

/** Links that were made, and what became of them. Owners see them. */
export function Invitations({ isOwner }: { readonly isOwner: boolean }) {
  return (
    <section className="mt-9">
      <h2 className="h2 h2--section">{text.title}</h2>
      <p className="soft mb-3">{isOwner ? text.text : text.onlyOwners}</p>
      {isOwner && <InvitationList />}
    </section>
  )
}

function InvitationList() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { project } = useSession()
  const list = useQuery(trpc.invitations.list.queryOptions({ project: project.id }))
  const revoke = useMutation(
    trpc.invitations.revoke.mutationOptions({
      onSettled: () => void queryClient.invalidateQueries(trpc.invitations.pathFilter()),
    }),
  )
  if (list.error) return <FailureNote what={teamText.failed} reason={list.error} />
  if (!list.data) return <SkeletonRows label={teamText.loading} rows={2} />
  if (list.data.length === 0) return <Note>{text.empty}</Note>
  return (
    <>
      {revoke.error && <FailureNote what={teamText.notDone} reason={revoke.error} />}
      <ul className="lines" aria-label={text.list}>
        {list.data.map((invitation) => (
          <InvitationLine
            key={invitation.id}
            invitation={invitation}
            onRevoke={() => revoke.mutate({ project: project.id, id: invitation.id })}
          />
        ))}
      </ul>
    </>
  )
}

type InvitationLineProps = { readonly invitation: Invitation; readonly onRevoke: () => void }

function InvitationLine({ invitation, onRevoke }: InvitationLineProps) {
  const { role, createdBy, createdAt, expiresAt } = invitation
  const state = stateOf(invitation)
  const roleName = projectShellText.roles[role]
  return (
    <li>
      <span className="grow basis-64">
        {roleName}
        <small>
          {text.from(createdBy.name, dayText(createdAt))}, {text.until(momentText(expiresAt))}
        </small>
      </span>
      <Tag look={state.isOpen ? 'outline' : 'plain'}>{state.words}</Tag>
      {state.isOpen && (
        <Button
          size="sm"
          aria-label={text.revokeOf(roleName, dayText(createdAt))}
          onClick={onRevoke}
        >
          {text.revoke}
        </Button>
      )}
    </li>
  )
}

function stateOf({ usedBy, revokedAt, expiresAt }: Invitation) {
  if (usedBy !== null) return { words: text.states.used(usedBy.name), isOpen: false }
  if (revokedAt !== null) return { words: text.states.revoked, isOpen: false }
  if (new Date(expiresAt) <= new Date()) return { words: text.states.expired, isOpen: false }
  return { words: text.states.open, isOpen: true }
}
