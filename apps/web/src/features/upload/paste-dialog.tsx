import { type FormEvent, useId, useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input, Textarea } from '../../components/ui/input.tsx'
import { uploadText } from './upload-text.ts'

const text = uploadText.paste

export type PasteDialogProps = {
  readonly text: string
  readonly onClose: () => void
  /** `title` is null when it shall be read from the text. */
  readonly onAdd: (text: string, title: string | null) => void
}

/** Text from the clipboard, with a title if somebody writes one. */
export function PasteDialog({ text: pasted, onClose, onAdd }: PasteDialogProps) {
  const formId = useId()
  const [problem, setProblem] = useState<string>()
  const [body, setBody] = useState(pasted)
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const title = String(new FormData(event.currentTarget).get('title') ?? '').trim()
    setProblem(body.trim() === '' ? text.empty : undefined)
    if (body.trim() !== '') onAdd(body, title === '' ? null : title)
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={text.title}
      lede={text.lede}
      size="wide"
      foot={
        <Button type="submit" form={formId} look="primary" keyCap="Enter">
          {text.submit}
        </Button>
      }
    >
      <form id={formId} className="form" noValidate onSubmit={send}>
        <Field label={text.field} hint={text.titleHint} isOptional>
          <Input name="title" maxLength={1000} autoComplete="off" />
        </Field>
        <Field label={text.text} error={problem}>
          <Textarea
            name="text"
            rows={10}
            className="serif"
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
        </Field>
      </form>
    </Dialog>
  )
}
