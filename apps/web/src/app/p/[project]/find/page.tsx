import type { Metadata } from 'next'
import { FindScreen } from '../../../../features/find/find-screen.tsx'
import { findText } from '../../../../features/find/find-text.ts'

export const metadata: Metadata = { title: findText.title }

export default function FindPage() {
  return <FindScreen />
}
