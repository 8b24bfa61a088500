import type { Role } from '@parallax/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CopyBox } from '../../components/copy-box.tsx'
import { momentText } from '../../components/date-text.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { roleOptions } from '../../components/project-shell.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Select } from '../../components/ui/select.tsx'
import { useOnceAtATime } from '../../components/use-once-at-a-time.ts'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { teamText } from './team-text.ts'

const text = teamText.inviteDialog

const dayOptions = (['1', '7', '30'] as const).map((value) => ({
  value,
  label: text.dayOptions[value],
}))

const rolesWithHints = roleOptions.map(({ value, label }) => ({
  value,
  label,
  hint: teamText.roleHints[value],
}))

/** Makes the link of an invitation and shows it once. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { project } = useSession()
  const [role, setRole] = useState<Role>('annotator')
  const [days, setDays] = useState<(typeof dayOptions)[number]['value']>('7')
  const create = useMutation(
    trpc.invitations.create.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries(trpc.invitations.pathFilter()),
    }),
  )
  const makeOne = useOnceAtATime(create)
  const made = create.data
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={text.title}
      lede={made ? text.ready : text.lede}
      foot={
        made ? (
          <Button look="primary" onClick={onClose}>
            {text.done}
          </Button>
        ) : (
          <Button
            look="primary"
            isBusy={create.isPending}
            onClick={() => makeOne({ project: project.id, role, expiresInDays: Number(days) })}
          >
            {text.submit}
          </Button>
        )
      }
    >
      {made ? (
        <div className="grid gap-2">
          <CopyBox label={text.link} value={`${window.location.origin}/invite/${made.token}`} />
          <p className="hint">{text.until(momentText(made.expiresAt))}</p>
        </div>
      ) : (
        <div className="form">
          {create.error && <FailureNote what={teamText.notDone} reason={create.error} />}
          <Field label={text.role}>
            <Select options={rolesWithHints} value={role} onChange={setRole} />
          </Field>
          <div>
            <p className="label">{text.days}</p>
            <Segmented label={text.days} options={dayOptions} value={days} onChange={setDays} />
          </div>
        </div>
      )}
    </Dialog>
  )
}
