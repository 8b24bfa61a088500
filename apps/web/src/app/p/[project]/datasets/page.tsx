import type { Metadata } from 'next'
import { DatasetsScreen } from '../../../../features/datasets/datasets-screen.tsx'
import { datasetsText } from '../../../../features/datasets/datasets-text.ts'
import {
  NewReleaseButton,
  ReleasesSection,
} from '../../../../features/releases/releases-screen.tsx'

export const metadata: Metadata = { title: datasetsText.title }

export default function DatasetsPage() {
  return <DatasetsScreen actions={<NewReleaseButton />} releases={<ReleasesSection />} />
}
