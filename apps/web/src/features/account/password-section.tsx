import { useMutation } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { FailureNote } from '../../components/failure-note.tsx'
import { Section } from '../../components/section.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { PasswordInput } from '../../components/ui/input.tsx'
import { Note } from '../../components/ui/states.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { useRefetchAccount } from './account-changes.ts'
import { accountText } from './account-text.ts'

const text = accountText.password
const FEWEST_LETTERS = 10
const MOST_LETTERS = 128

type Problems = { readonly current?: string; readonly next?: string }

/** A new password, for whoever knows the one before. */
export function PasswordSection() {
  const trpc = useTRPC()
  const refetch = useRefetchAccount()
  const [problems, setProblems] = useState<Problems>({})
  const change = useMutation(trpc.account.changePassword.mutationOptions({ onSuccess: refetch }))
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const values = new FormData(form)
    const current = String(values.get('current') ?? '')
    const next = String(values.get('next') ?? '')
    const found = problemsOf(current, next)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    change.mutate({ current, next }, { onSuccess: () => form.reset() })
  }
  return (
    <Section title={text.title} text={text.text}>
      <form className="form" noValidate onSubmit={send}>
        {change.error && <FailureNote what={text.failed} reason={change.error} />}
        {change.isSuccess && (
          <Note tone="good" icon={<Check className="icon icon--sm" />}>
            <span role="status">{text.done}</span>
          </Note>
        )}
        <Field label={text.current} error={problems.current}>
          <PasswordInput name="current" autoComplete="current-password" maxLength={MOST_LETTERS} />
        </Field>
        <Field label={text.next} hint={text.nextHint} error={problems.next}>
          <PasswordInput name="next" autoComplete="new-password" maxLength={MOST_LETTERS} />
        </Field>
        <Button type="submit" isBusy={change.isPending}>
          {text.submit}
        </Button>
      </form>
    </Section>
  )
}

function problemsOf(current: string, next: string): Problems {
  return {
    ...(current === '' ? { current: text.currentMissing } : {}),
    ...(next.length < FEWEST_LETTERS ? { next: text.nextShort } : {}),
  }
}
