import { CircleAlert } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Field } from '../ui/field.tsx'
import { Input, PasswordInput } from '../ui/input.tsx'
import { Note } from '../ui/states.tsx'
import { authText } from './auth-text.ts'
import { emailProblem, fieldText } from './form-values.ts'
import { SubmitButton } from './submit-button.tsx'
import { useAuthCall } from './use-auth-call.ts'

export type SignInFormProps = {
  readonly submitLabel: string
  /** Beside the password's label. */
  readonly passwordAside?: ReactNode
  readonly onDone: () => void
}

type Account = { readonly email: string; readonly password: string }

type Problems = { readonly email: string | undefined; readonly password: string | undefined }

/** Opens a session. */
export function SignInForm({ submitLabel, passwordAside, onDone }: SignInFormProps) {
  const [problems, setProblems] = useState<Problems>({ email: undefined, password: undefined })
  const {
    send: signIn,
    sentence,
    isBusy,
  } = useAuthCall<Account>((client, account) => client.signIn.email(account), onDone)
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const email = fieldText(form, 'email').trim()
    const password = fieldText(form, 'password')
    const missing = password === '' ? authText.fail.passwordMissing : undefined
    const found = { email: emailProblem(email), password: missing }
    setProblems(found)
    if (found.email === undefined && found.password === undefined) signIn({ email, password })
  }
  return (
    <form className="form" method="post" noValidate onSubmit={send}>
      {sentence !== undefined && (
        <Note tone="bad" icon={<CircleAlert className="icon icon--sm" />}>
          {sentence}
        </Note>
      )}
      <Field label={authText.email} error={problems.email}>
        <Input name="email" type="email" size="lg" autoComplete="username" required />
      </Field>
      <Field label={authText.password} error={problems.password} aside={passwordAside}>
        <PasswordInput name="password" size="lg" autoComplete="current-password" required />
      </Field>
      <SubmitButton isBusy={isBusy}>{submitLabel}</SubmitButton>
    </form>
  )
}
