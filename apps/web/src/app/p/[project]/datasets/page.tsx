import type { Metadata } from 'next'
import { DatasetsScreen } from '../../../../features/datasets/datasets-screen.tsx'
import { datasetsText } from '../../../../features/datasets/datasets-text.ts'

export const metadata: Metadata = { title: datasetsText.title }

export default function DatasetsPage() {
  return <DatasetsScreen />
}
