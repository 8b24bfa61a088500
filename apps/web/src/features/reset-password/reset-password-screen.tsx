'use client'

import { httpStatusOf } from '@parallax/sync/api-client'
import { useMutation } from '@tanstack/react-query'
import { Check, CircleAlert } from 'lucide-react'
import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { AuthFrame } from '../../components/auth/auth-frame.tsx'
import { authText } from '../../components/auth/auth-text.ts'
import { fieldText, newPasswordProblem } from '../../components/auth/form-values.ts'
import { SubmitButton } from '../../components/auth/submit-button.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { PasswordInput } from '../../components/ui/input.tsx'
import { Note } from '../../components/ui/states.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { resetPasswordText } from './reset-password-text.ts'

export type ResetPasswordScreenProps = {
  /** The secret of the one-time link. */
  readonly token: string
}

/** Setting a new password with a one-time link. */
export function ResetPasswordScreen({ token }: ResetPasswordScreenProps) {
  const trpc = useTRPC()
  const reset = useMutation(trpc.account.resetPassword.mutationOptions())
  const [problem, setProblem] = useState<string>()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = fieldText(new FormData(event.currentTarget), 'password')
    const found = newPasswordProblem(password)
    setProblem(found)
    if (found === undefined) reset.mutate({ token, password })
  }
  return (
    <AuthFrame title={resetPasswordText.title} lede={resetPasswordText.lede}>
      {reset.isSuccess ? (
        <Done />
      ) : (
        <form className="form" method="post" noValidate onSubmit={send}>
          {reset.isError && <Failed isUnusable={httpStatusOf(reset.error) === 404} />}
          <Field label={authText.newPassword} hint={authText.passwordHint} error={problem}>
            <PasswordInput name="password" size="lg" autoComplete="new-password" required />
          </Field>
          <SubmitButton isBusy={reset.isPending}>{resetPasswordText.submit}</SubmitButton>
        </form>
      )}
    </AuthFrame>
  )
}

function Failed({ isUnusable }: { readonly isUnusable: boolean }) {
  return (
    <Note tone="bad" icon={<CircleAlert className="icon icon--sm" />}>
      {isUnusable ? resetPasswordText.unusable : authText.fail.other}
    </Note>
  )
}

function Done() {
  return (
    <div className="form">
      <Note tone="good" icon={<Check className="icon icon--sm" />}>
        {resetPasswordText.done}
      </Note>
      <Button asChild look="primary" size="lg" shape="block">
        <Link href="/sign-in">{resetPasswordText.signIn}</Link>
      </Button>
    </div>
  )
}
