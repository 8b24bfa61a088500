import type { ProjectId } from '@parallax/domain'
import { newProjectId } from '@parallax/sync/new-id'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { useTRPC } from '../sync/trpc.ts'
import { FailureNote } from './failure-note.tsx'
import { useRefetchProjects } from './project-changes.ts'
import { projectDialogText } from './project-dialog-text.ts'
import { projectScreenPath } from './project-path.ts'
import { Button } from './ui/button.tsx'
import { AlertDialog, Dialog } from './ui/dialog.tsx'
import { Field } from './ui/field.tsx'
import { Input } from './ui/input.tsx'

/** What asks before it is done with a project. */
export type ProjectAct = 'rename' | 'duplicate' | 'leave' | 'reset'

export type ProjectDialogProps = {
  readonly act: ProjectAct
  readonly project: { readonly id: ProjectId; readonly name: string }
  readonly onClose: () => void
}

type ActDialogProps = Omit<ProjectDialogProps, 'act'>

const dialogs: { readonly [Act in ProjectAct]: (props: ActDialogProps) => React.ReactNode } = {
  rename: RenameDialog,
  duplicate: DuplicateDialog,
  leave: LeaveDialog,
  reset: ResetDialog,
}

/** Asks what an act on a project needs to know, and does it. */
export function ProjectDialog({ act, ...props }: ProjectDialogProps) {
  const ActDialog = dialogs[act]
  return <ActDialog {...props} />
}

function RenameDialog({ project, onClose }: ActDialogProps) {
  const trpc = useTRPC()
  const refetch = useRefetchProjects()
  const update = useMutation(
    trpc.projects.update.mutationOptions({
      onSuccess: () => {
        refetch()
        onClose()
      },
    }),
  )
  return (
    <NameDialog
      words={projectDialogText.renameDialog}
      first={project.name}
      isBusy={update.isPending}
      error={update.error}
      onClose={onClose}
      onName={(name) => update.mutate({ project: project.id, name })}
    />
  )
}

function DuplicateDialog({ project, onClose }: ActDialogProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const [id] = useState(newProjectId)
  const duplicate = useMutation(
    trpc.projects.duplicate.mutationOptions({
      onSuccess: (copy) => router.push(projectScreenPath(copy.id, 'documents')),
    }),
  )
  return (
    <NameDialog
      words={projectDialogText.duplicateDialog}
      first={projectDialogText.duplicateDialog.copyOf(project.name)}
      isBusy={duplicate.isPending || duplicate.isSuccess}
      error={duplicate.error}
      onClose={onClose}
      onName={(name) => duplicate.mutate({ project: project.id, id, name })}
    />
  )
}

function LeaveDialog({ project, onClose }: ActDialogProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const refetch = useRefetchProjects()
  const leave = useMutation(
    trpc.projects.leave.mutationOptions({
      onSuccess: () => {
        refetch()
        onClose()
        router.push('/projects')
      },
    }),
  )
  const { title, text, submit } = projectDialogText.leaveDialog
  return (
    <AlertDialog
      isOpen
      isBad
      onOpenChange={onClose}
      title={title(project.name)}
      text={<Asked text={text} error={leave.error} />}
      confirmLabel={submit}
      isBusy={leave.isPending}
      onConfirm={() => leave.mutate({ project: project.id })}
    />
  )
}

function ResetDialog({ project, onClose }: ActDialogProps) {
  const trpc = useTRPC()
  const refetch = useRefetchProjects()
  const reset = useMutation(
    trpc.projects.resetSample.mutationOptions({
      onSuccess: (fresh) => {
        refetch()
        // A full load: what this tab holds of the sample as it was must not stay in memory.
        window.location.assign(projectScreenPath(fresh.project, 'documents'))
      },
    }),
  )
  const { title, text, submit } = projectDialogText.resetDialog
  return (
    <AlertDialog
      isOpen
      isBad
      onOpenChange={onClose}
      title={title}
      text={<Asked text={text} error={reset.error} />}
      confirmLabel={submit}
      isBusy={reset.isPending || reset.isSuccess}
      onConfirm={() => reset.mutate({ project: project.id })}
    />
  )
}

type AskedProps = { readonly text: string; readonly error: unknown }

function Asked({ text, error }: AskedProps) {
  return (
    <div className="grid gap-3">
      <p>{text}</p>
      {error !== null && <FailureNote what={projectDialogText.notDone} reason={error} />}
    </div>
  )
}

type NameDialogProps = {
  readonly words: {
    readonly title: string
    readonly lede?: string
    readonly name: string
    readonly submit: string
  }
  readonly first: string
  readonly isBusy: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onName: (name: string) => void
}

function NameDialog({ words, first, isBusy, error, onClose, onName }: NameDialogProps) {
  const formId = useId()
  const [problem, setProblem] = useState<string>()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    setProblem(name === '' ? projectDialogText.nameMissing : undefined)
    if (name !== '') onName(name)
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={words.title}
      lede={words.lede}
      foot={
        <Button type="submit" form={formId} look="primary" keyCap="Enter" isBusy={isBusy}>
          {words.submit}
        </Button>
      }
    >
      <form id={formId} className="form" noValidate onSubmit={send}>
        {error !== null && <FailureNote what={projectDialogText.notDone} reason={error} />}
        <Field label={words.name} error={problem}>
          <Input name="name" size="lg" maxLength={200} defaultValue={first} autoComplete="off" />
        </Field>
      </form>
    </Dialog>
  )
}
