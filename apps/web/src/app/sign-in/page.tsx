import type { Metadata } from 'next'
import { safePath } from '../../components/safe-path.ts'
import { SignInScreen } from '../../features/sign-in/sign-in-screen.tsx'
import { signInText } from '../../features/sign-in/sign-in-text.ts'

export const metadata: Metadata = { title: signInText.title }

type SignInPageProps = { readonly searchParams: Promise<{ readonly next?: string | string[] }> }

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams
  return <SignInScreen next={safePath(typeof next === 'string' ? next : undefined)} />
}
