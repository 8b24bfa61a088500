'use client'

import { useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { AuthFrame } from '../../components/auth/auth-frame.tsx'
import { setupQuery } from '../../components/auth/setup.ts'
import { SignInForm } from '../../components/auth/sign-in-form.tsx'
import { SignUpForm } from '../../components/auth/sign-up-form.tsx'
import { Note } from '../../components/ui/states.tsx'
import { signInText } from './sign-in-text.ts'

export type SignInScreenProps = {
  /** Where to go afterwards: a path of this site. */
  readonly next: string
}

/** Signing in. On an instance without accounts it makes the first one. */
export function SignInScreen({ next }: SignInScreenProps) {
  const setup = useQuery(setupQuery)
  if (setup.data?.firstRun === true) {
    return <FirstAccount needsStartToken={setup.data.tokenRequired} />
  }
  return (
    <AuthFrame
      title={signInText.title}
      lede={signInText.lede}
      foot={setup.data?.signUpOpen === true ? <OpenSignUp /> : signInText.noAccount}
    >
      <SignIn next={next} />
    </AuthFrame>
  )
}

function SignIn({ next }: SignInScreenProps) {
  const [hasForgotten, setHasForgotten] = useState(false)
  return (
    <>
      <SignInForm
        submitLabel={signInText.submit}
        onDone={() => window.location.assign(next)}
        passwordAside={
          <button
            type="button"
            className="link"
            aria-expanded={hasForgotten}
            onClick={() => setHasForgotten(!hasForgotten)}
          >
            {signInText.forgot}
          </button>
        }
      />
      <div aria-live="polite">
        {hasForgotten && (
          <Note icon={<KeyRound className="icon icon--sm" />}>{signInText.forgotHow}</Note>
        )}
      </div>
    </>
  )
}

function OpenSignUp() {
  return (
    <>
      {signInText.open}{' '}
      <Link className="link" href="/sign-up">
        {signInText.openLink}
      </Link>
    </>
  )
}

function FirstAccount({ needsStartToken }: { readonly needsStartToken: boolean }) {
  return (
    <AuthFrame title={signInText.firstTitle} lede={signInText.firstLede}>
      <SignUpForm
        needsStartToken={needsStartToken}
        onDone={() => window.location.assign('/welcome')}
      />
    </AuthFrame>
  )
}
