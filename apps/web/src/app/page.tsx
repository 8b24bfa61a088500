import { redirect } from 'next/navigation'
import { requireUser } from './require-user.ts'

export default async function StartPage() {
  await requireUser('/projects')
  redirect('/projects')
}
