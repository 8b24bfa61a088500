import type { Metadata } from 'next'
import { ResetPasswordScreen } from '../../../features/reset-password/reset-password-screen.tsx'
import { resetPasswordText } from '../../../features/reset-password/reset-password-text.ts'

export const metadata: Metadata = { title: resetPasswordText.title, referrer: 'no-referrer' }

type ResetPasswordPageProps = { readonly params: Promise<{ readonly token: string }> }

export default async function ResetPasswordPage({ params }: ResetPasswordPageProps) {
  const { token } = await params
  return <ResetPasswordScreen token={token} />
}
