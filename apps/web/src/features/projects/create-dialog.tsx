import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { FailureNote } from '../../components/failure-note.tsx'
import { projectScreenPath } from '../../components/project-path.ts'
import { modeOptions } from '../../components/project-shell.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { newProjectId } from '../../sync/new-id.ts'
import { useTRPC } from '../../sync/trpc.ts'
import { projectsText } from './projects-text.ts'

const text = projectsText.createDialog

/** Names a project and says how people work in it; then it opens. */
export function CreateDialog({ onClose }: { readonly onClose: () => void }) {
  const formId = useId()
  const trpc = useTRPC()
  const router = useRouter()
  // One id a dialog: pressing twice makes one project.
  const [id] = useState(newProjectId)
  const [mode, setMode] = useState<(typeof modeOptions)[number]['value']>('together')
  const [problem, setProblem] = useState<string>()
  const create = useMutation(
    trpc.projects.create.mutationOptions({
      onSuccess: (created) => router.push(projectScreenPath(created.id, 'documents')),
    }),
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
