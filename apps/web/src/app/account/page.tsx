import type { Metadata } from 'next'
import { AccountScreen } from '../../features/account/account-screen.tsx'
import { accountText } from '../../features/account/account-text.ts'
import { requireUser } from '../require-user.ts'

export const metadata: Metadata = { title: accountText.title }

export default async function AccountPage() {
  await requireUser('/account')
  return <AccountScreen />
}
