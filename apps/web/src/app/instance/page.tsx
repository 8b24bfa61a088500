import type { Metadata } from 'next'
import { InstanceScreen } from '../../features/instance/instance-screen.tsx'
import { instanceText } from '../../features/instance/instance-text.ts'
import { requireUser } from '../require-user.ts'

export const metadata: Metadata = { title: instanceText.title }

export default async function InstancePage() {
  await requireUser('/instance')
  return <InstanceScreen />
}
