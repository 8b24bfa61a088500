import { type LabelId, labelsOfSlot } from '@parallax/domain'
import { newId } from '@parallax/sync/new-id'
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input, Textarea } from '../../components/ui/input.tsx'
import { Select } from '../../components/ui/select.tsx'
import { asStatement } from './as-statement.ts'
import { useTools } from './registry-context.ts'
import type { RegistryPlace } from './registry-place.ts'
import { registryText } from './registry-text.ts'

const text = registryText.create

export type CreateDialogProps = { readonly place: RegistryPlace; readonly onClose: () => void }

/** Makes an entity or a proposition by hand, and opens it. */
export function CreateDialog({ place, onClose }: CreateDialogProps) {
  const { kind } = place
  const formId = useId()
  const making = useMaking(place, onClose)
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={text[kind].title}
      foot={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" form={formId} look="primary">
            {text[kind].confirm}
          </Button>
        </>
      }
    >
      <form id={formId} className="form" noValidate onSubmit={making.submit}>
        {kind === 'entity' ? (
          <>
            <Field label={text.entity.field} error={making.problem}>
              <Input name="words" maxLength={300} autoComplete="off" />
            </Field>
            <Field label={text.entity.type}>
              <Select options={making.types} value={making.type} onChange={making.setType} />
            </Field>
          </>
        ) : (
          <Field label={text.proposition.field} hint={text.proposition.hint} error={making.problem}>
            <Textarea name="words" className="serif" maxLength={299} onKeyDown={sendByEnter} />
          </Field>
        )}
      </form>
    </Dialog>
  )
}

/** A statement is one sentence: Enter ends it, as in a field of one line, and a held key ends it once. */
function sendByEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  event.preventDefault()
  if (!event.repeat) event.currentTarget.form?.requestSubmit()
}

function useMaking(place: RegistryPlace, onClose: () => void) {
  const { act, codebook } = useTools()
  const [problem, setProblem] = useState<string>()
  const types = (codebook ? labelsOfSlot(codebook, 'entityType') : [])
    .filter(({ deprecated }) => !deprecated)
    .map(({ id, name }) => ({ value: id, label: name }))
  const [type, setType] = useState<LabelId | undefined>(types[0]?.value)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const words = String(new FormData(event.currentTarget).get('words') ?? '').trim()
    if (words === '') return setProblem(text.missing)
    if (place.kind === 'entity' && type === undefined) return setProblem(text.noTypes)
    const id = newId()
    const isMade =
      place.kind === 'entity'
        ? act('entity.create', { id, data: { ...emptyEntity, name: words, type } })
        : act('proposition.create', {
            id,
            data: { ...emptyProposition, statement: asStatement(words) },
          })
    if (isMade) place.go({ kind: place.kind, id })
    onClose()
  }
  return { problem, types, type, setType, submit }
}

const emptyEntity = {
  collective: false,
  members: [],
  partOf: null,
  aliases: {},
  externalIds: {},
  note: '',
  redirect: null,
}
const emptyProposition = { topics: [], note: '', redirect: null }
