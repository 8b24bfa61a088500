import type { Metadata } from 'next'
import { TeamScreen } from '../../../../features/team/team-screen.tsx'
import { teamText } from '../../../../features/team/team-text.ts'

export const metadata: Metadata = { title: teamText.title }

export default function TeamPage() {
  return <TeamScreen />
}
