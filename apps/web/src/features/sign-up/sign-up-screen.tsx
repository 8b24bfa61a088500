'use client'

import { useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import Link from 'next/link'
import { AuthFrame } from '../../components/auth/auth-frame.tsx'
import { type Setup, setupQuery } from '../../components/auth/setup.ts'
import { SignUpForm } from '../../components/auth/sign-up-form.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Spinner } from '../../components/ui/spinner.tsx'
import { Note } from '../../components/ui/states.tsx'
import { signUpText } from './sign-up-text.ts'

/** Making an account: the first one, or any one where the owner lets everybody in. */
export function SignUpScreen() {
  const setup = useQuery(setupQuery)
  if (setup.data === undefined) return <NotKnown hasFailed={setup.isError} />
  if (!setup.data.firstRun && !setup.data.signUpOpen) return <Closed />
  return <Open setup={setup.data} />
}

function Open({ setup }: { readonly setup: Setup }) {
  return (
    <AuthFrame
      title={setup.firstRun ? signUpText.firstTitle : signUpText.title}
      lede={setup.firstRun ? signUpText.firstLede : signUpText.lede}
      foot={setup.firstRun ? undefined : <SignInLine />}
    >
      <SignUpForm
        needsStartToken={setup.firstRun && setup.tokenRequired}
        onDone={() => window.location.assign('/welcome')}
      />
    </AuthFrame>
  )
}

function Closed() {
  return (
    <AuthFrame title={signUpText.closedTitle} lede={signUpText.closedLede}>
      <Button asChild look="primary" size="lg" shape="block">
        <Link href="/sign-in">{signUpText.signIn}</Link>
      </Button>
    </AuthFrame>
  )
}

function NotKnown({ hasFailed }: { readonly hasFailed: boolean }) {
  return (
    <AuthFrame title={signUpText.title} lede={signUpText.lede} foot={<SignInLine />}>
      {hasFailed ? (
        <Note tone="bad" icon={<CircleAlert className="icon icon--sm" />}>
          {signUpText.failed}
        </Note>
      ) : (
        <Spinner label={signUpText.waiting} size="md" />
      )}
    </AuthFrame>
  )
}

function SignInLine() {
  return (
    <>
      {signUpText.haveOne}{' '}
      <Link className="link" href="/sign-in">
        {signUpText.signIn}
      </Link>
    </>
  )
}
