import { type FormEvent, useState } from 'react'
import { Button } from './ui/button.tsx'
import { Field } from './ui/field.tsx'
import { Input } from './ui/input.tsx'

export type NameFormProps = {
  readonly label: string
  readonly name: string
  readonly mostLetters: number
  /** Said when nothing is written. */
  readonly missing: string
  readonly submit: string
  readonly isBusy: boolean
  readonly isDisabled?: boolean
  readonly autoComplete?: string
  readonly hint?: string
  readonly onSave: (name: string) => void
}

/** One name that can be changed. */
export function NameForm(props: NameFormProps) {
  const { label, name, mostLetters, missing, submit, isBusy, isDisabled = false, hint } = props
  const [problem, setProblem] = useState<string>()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const next = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    setProblem(next === '' ? missing : undefined)
    if (next !== '' && next !== name) props.onSave(next)
  }
  return (
    <form className="form" noValidate onSubmit={send}>
      <Field label={label} error={problem} hint={hint}>
        <Input
          key={name}
          name="name"
          defaultValue={name}
          maxLength={mostLetters}
          disabled={isDisabled}
          autoComplete={props.autoComplete ?? 'off'}
        />
      </Field>
      {!isDisabled && (
        <Button type="submit" isBusy={isBusy}>
          {submit}
        </Button>
      )}
    </form>
  )
}
