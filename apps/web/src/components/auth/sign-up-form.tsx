import { CircleAlert } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Field } from '../ui/field.tsx'
import { Input, PasswordInput } from '../ui/input.tsx'
import { Note } from '../ui/states.tsx'
import { authText } from './auth-text.ts'
import { emailProblem, fieldText, newPasswordProblem } from './form-values.ts'
import { SubmitButton } from './submit-button.tsx'
import { useAuthCall } from './use-auth-call.ts'

export type SignUpFormProps = {
  /** The first account of an instance that others can reach needs the token the server printed. */
  readonly needsStartToken?: boolean
  /** Opens the door where sign-up is closed. */
  readonly invitationToken?: string
  /** Called when the account exists and its session is open. */
  readonly onDone: () => void
}

type NewAccount = {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly startToken: string
}

type Problems = { readonly [Name in keyof NewAccount]: string | undefined }

const NO_PROBLEMS: Problems = {
  name: undefined,
  email: undefined,
  password: undefined,
  startToken: undefined,
}

/** Makes an account. */
export function SignUpForm({ needsStartToken = false, invitationToken, onDone }: SignUpFormProps) {
  const [problems, setProblems] = useState(NO_PROBLEMS)
  const { send: signUp, sentence, isBusy } = useSignUp(invitationToken, onDone)
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const account = readAccount(new FormData(event.currentTarget))
    const found = findProblems(account, needsStartToken)
    setProblems(found)
    if (Object.values(found).every((problem) => problem === undefined)) signUp(account)
  }
  return (
    <form className="form" method="post" noValidate onSubmit={send}>
      {sentence !== undefined && (
        <Note tone="bad" icon={<CircleAlert className="icon icon--sm" />}>
          {sentence}
        </Note>
      )}
      <AccountFields problems={problems} />
      {needsStartToken && (
        <Field
          label={authText.startToken}
          hint={authText.startTokenHint}
          error={problems.startToken}
        >
          <Input name="startToken" size="lg" autoComplete="off" spellCheck={false} required />
        </Field>
      )}
      <SubmitButton isBusy={isBusy}>{authText.create}</SubmitButton>
    </form>
  )
}

function AccountFields({ problems }: { readonly problems: Problems }) {
  return (
    <>
      <Field label={authText.name} hint={authText.nameHint} error={problems.name}>
        <Input name="name" size="lg" autoComplete="name" required />
      </Field>
      <Field label={authText.email} error={problems.email}>
        <Input name="email" type="email" size="lg" autoComplete="username" required />
      </Field>
      <Field label={authText.password} hint={authText.passwordHint} error={problems.password}>
        <PasswordInput name="password" size="lg" autoComplete="new-password" required />
      </Field>
    </>
  )
}

function useSignUp(invitationToken: string | undefined, onDone: () => void) {
  return useAuthCall<NewAccount>(
    (client, { startToken, ...account }) =>
      client.signUp.email(account, {
        headers: {
          ...(startToken === '' ? {} : { 'x-parallax-setup-token': startToken }),
          ...(invitationToken === undefined ? {} : { 'x-parallax-invitation': invitationToken }),
        },
      }),
    onDone,
  )
}

function readAccount(form: FormData): NewAccount {
  return {
    name: fieldText(form, 'name').trim(),
    email: fieldText(form, 'email').trim(),
    password: fieldText(form, 'password'),
    startToken: fieldText(form, 'startToken').trim(),
  }
}

function findProblems(account: NewAccount, needsStartToken: boolean): Problems {
  return {
    name: account.name === '' ? authText.fail.name : undefined,
    email: emailProblem(account.email),
    password: newPasswordProblem(account.password),
    startToken: needsStartToken && account.startToken === '' ? authText.fail.startToken : undefined,
  }
}
