import type { Metadata } from 'next'
import { FirstRunScreen } from '../../features/first-run/first-run-screen.tsx'
import { firstRunText } from '../../features/first-run/first-run-text.ts'

export const metadata: Metadata = { title: firstRunText.pageTitle }

export default function WelcomePage() {
  return <FirstRunScreen />
}
