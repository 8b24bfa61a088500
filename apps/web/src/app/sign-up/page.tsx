import type { Metadata } from 'next'
import { SignUpScreen } from '../../features/sign-up/sign-up-screen.tsx'
import { signUpText } from '../../features/sign-up/sign-up-text.ts'

export const metadata: Metadata = { title: signUpText.title }

export default function SignUpPage() {
  return <SignUpScreen />
}
