import type { Metadata } from 'next'
import { InvitationScreen } from '../../../features/invitation/invitation-screen.tsx'
import { invitationText } from '../../../features/invitation/invitation-text.ts'

export const metadata: Metadata = { title: invitationText.title, referrer: 'no-referrer' }

type InvitationPageProps = { readonly params: Promise<{ readonly token: string }> }

export default async function InvitationPage({ params }: InvitationPageProps) {
  const { token } = await params
  return <InvitationScreen token={token} />
}
