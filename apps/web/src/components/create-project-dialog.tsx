import { newProjectId } from '@parallax/sync/new-id'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTRPC } from '../sync/trpc.ts'
import { createProjectText as text } from './create-project-text.ts'
import { FailureNote } from './failure-note.tsx'
import { modeOptions } from './project-shell.tsx'
import { Button } from './ui/button.tsx'
import { Dialog } from './ui/dialog.tsx'
import { Field } from './ui/field.tsx'
import { Input } from './ui/input.tsx'
import { Segmented } from './ui/segmented.tsx'

export type CreateProjectDialogProps = {
  readonly onClose: () => void
  readonly onCreated: (projectId: string) => void
}

/** Names a project and says how people work in it. */
export function CreateProjectDialog({ onClose, onCreated }: CreateProjectDialogProps) {
  const formId = useId()
  const trpc = useTRPC()
  // One id a dialog: pressing twice makes one project.
  const [id] = useState(newProjectId)
  const [mode, setMode] = useState<(typeof modeOptions)[number]['value']>('together')
  const [problem, setProblem] = useState<string>()
  const create = useMutation(
    trpc.projects.create.mutationOptions({ onSuccess: (created) => onCreated(created.id) }),
  )
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    setProblem(name === '' ? text.nameMissing : undefined)
    if (name !== '') create.mutate({ id, name, mode })
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={text.title}
      lede={text.lede}
      foot={
        <Button
          type="submit"
          form={formId}
          look="primary"
          keyCap="Enter"
          isBusy={create.isPending || create.isSuccess}
        >
          {text.submit}
        </Button>
      }
    >
      <form id={formId} className="form" noValidate onSubmit={send}>
        {create.error && <FailureNote what={text.failed} reason={create.error} />}
        <Field label={text.name} error={problem}>
          <Input
            name="name"
            size="lg"
            maxLength={200}
            placeholder={text.namePlaceholder}
            autoComplete="off"
          />
        </Field>
        <div>
          <p className="label">{text.mode}</p>
          <Segmented label={text.mode} options={modeOptions} value={mode} onChange={setMode} />
          <p className="hint">{text.modeHints[mode]}</p>
        </div>
      </form>
    </Dialog>
  )
}
