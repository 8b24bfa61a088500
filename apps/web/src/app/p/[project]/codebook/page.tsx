import type { Metadata } from 'next'
import { CodebookScreen } from '../../../../features/codebook/codebook-screen.tsx'
import { codebookText } from '../../../../features/codebook/codebook-text.ts'

export const metadata: Metadata = { title: codebookText.title }

export default function CodebookPage() {
  return <CodebookScreen />
}
