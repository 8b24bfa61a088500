import { type UserId, userIdSchema } from '@parallax/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { UserMinus } from 'lucide-react'
import { useState } from 'react'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { dayText, momentText } from '../../components/date-text.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { roleOptions } from '../../components/project-shell.tsx'
import { projectShellText } from '../../components/project-shell-text.ts'
import { IconButton } from '../../components/ui/button.tsx'
import { AlertDialog } from '../../components/ui/dialog.tsx'
import { Face } from '../../components/ui/face.tsx'
import { Select } from '../../components/ui/select.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { teamText } from './team-text.ts'

const text = teamText.people

export type MemberRow = ApiOutputs['members']['list'][number]

const rolesWithHints = roleOptions.map(({ value, label }) => ({
  value,
  label,
  hint: teamText.roleHints[value],
}))

/** The people of the project. Owners set roles and remove people. */
export function Members({ members }: { readonly members: readonly MemberRow[] }) {
  const { me } = useSession()
  const changes = useMemberChanges()
  const [leaving, setLeaving] = useState<MemberRow>()
  const isOwner = me.role === 'owner'
  return (
    <section>
      <h2 className="h2 h2--section">{text.title}</h2>
      {changes.error && <FailureNote what={teamText.notDone} reason={changes.error} />}
      <ul className="lines" aria-label={text.list}>
        {members.map((member) => (
          <MemberLine
            key={member.userId}
            member={member}
            isOwner={isOwner}
            onRole={(role) => changes.setRole(userIdSchema.parse(member.userId), role)}
            onRemove={() => setLeaving(member)}
          />
        ))}
      </ul>
      {leaving !== undefined && (
        <AlertDialog
          isOpen
          isBad
          onOpenChange={() => setLeaving(undefined)}
          title={teamText.removeDialog.title(leaving.name)}
          text={teamText.removeDialog.text}
          confirmLabel={teamText.removeDialog.submit}
          onConfirm={() => {
            changes.remove(userIdSchema.parse(leaving.userId))
            setLeaving(undefined)
          }}
        />
      )}
    </section>
  )
}

function useMemberChanges() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { project } = useSession()
  const refetch = () => void queryClient.invalidateQueries(trpc.members.pathFilter())
  const setRole = useMutation(trpc.members.setRole.mutationOptions({ onSettled: refetch }))
  const remove = useMutation(trpc.members.remove.mutationOptions({ onSettled: refetch }))
  return {
    error: setRole.error ?? remove.error,
    setRole: (user: UserId, role: MemberRow['role']) =>
      setRole.mutate({ project: project.id, user, role }),
    remove: (user: UserId) => remove.mutate({ project: project.id, user }),
  }
}

type MemberLineProps = {
  readonly member: MemberRow
  readonly isOwner: boolean
  readonly onRole: (role: MemberRow['role']) => void
  readonly onRemove: () => void
}

function MemberLine({ member, isOwner, onRole, onRemove }: MemberLineProps) {
  const { me } = useSession()
  const { userId, name, email, role, joinedAt, lastSeenAt } = member
  const isMe = userId === me.userId
  const seen = lastSeenAt === null ? text.neverSeen : text.seen(momentText(lastSeenAt))
  return (
    <li>
      <span className="person grow basis-64">
        <Face userId={userId} name={name} isDecorative />
        <span className="grow">
          <b>
            {name} {isMe && <span className="muted font-normal">({teamText.you})</span>}
          </b>
          <small>
            {email} · {text.joined(dayText(joinedAt))}, {seen}
          </small>
        </span>
      </span>
      {isOwner ? (
        <Select
          label={text.roleOf(name)}
          className="w-36"
          options={rolesWithHints}
          value={role}
          onChange={onRole}
        />
      ) : (
        <span className="soft">{projectShellText.roles[role]}</span>
      )}
      {isOwner && (
        <IconButton
          label={text.remove(name)}
          className={isMe ? 'invisible' : ''}
          onClick={onRemove}
        >
          <UserMinus className="icon icon--sm" />
        </IconButton>
      )}
    </li>
  )
}
