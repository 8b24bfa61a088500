import type { Metadata } from 'next'
import { SettingsScreen } from '../../../../features/settings/settings-screen.tsx'
import { settingsText } from '../../../../features/settings/settings-text.ts'

export const metadata: Metadata = { title: settingsText.title }

export default function SettingsPage() {
  return <SettingsScreen />
}
