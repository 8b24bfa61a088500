import { useMutation } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Note } from '../../components/ui/states.tsx'
import { newProjectId } from '../../sync/new-id.ts'
import { useTRPC } from '../../sync/trpc.ts'
import { firstRunText } from './first-run-text.ts'

const text = firstRunText.create

const modes = [
  { value: 'together', label: text.together },
  { value: 'side-by-side', label: text.sideBySide },
] as const

export type CreateProjectDialogProps = {
  readonly onClose: () => void
  readonly onCreated: (projectId: string) => void
}

/** Names a project and says how people work in it. */
export function CreateProjectDialog({ onClose, onCreated }: CreateProjectDialogProps) {
  const formId = useId()
  const trpc = useTRPC()
  const [mode, setMode] = useState<(typeof modes)[number]['value']>('together')
  const [problem, setProblem] = useState<string>()
  const create = useMutation(
    trpc.projects.create.mutationOptions({ onSuccess: ({ id }) => onCreated(id) }),
  )
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    setProblem(name === '' ? text.nameMissing : undefined)
    if (name !== '') create.mutate({ id: newProjectId(), name, mode })
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
        {create.isError && (
          <Note tone="bad" icon={<CircleAlert className="icon icon--sm" />}>
            {text.failed}
          </Note>
        )}
        <Field label={text.name} error={problem}>
          <Input name="name" size="lg" placeholder={text.namePlaceholder} autoComplete="off" />
        </Field>
        <div>
          <p className="label">{text.mode}</p>
          <Segmented label={text.mode} options={modes} value={mode} onChange={setMode} />
          <p className="hint">{text.modeHints[mode]}</p>
        </div>
      </form>
    </Dialog>
  )
}
