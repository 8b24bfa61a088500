import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { InstanceScreen } from '../../features/instance/instance-screen.tsx'
import { instanceText } from '../../features/instance/instance-text.ts'
import { requireUser } from '../require-user.ts'

export const metadata: Metadata = { title: instanceText.title }

export default async function InstancePage() {
  const user = await requireUser('/instance')
  if (!user.isInstanceOwner) notFound()
  return <InstanceScreen />
}
