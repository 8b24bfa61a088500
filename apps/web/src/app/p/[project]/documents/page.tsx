import type { Metadata } from 'next'
import { DocumentsScreen } from '../../../../features/documents/documents-screen.tsx'
import { documentsText } from '../../../../features/documents/documents-text.ts'

export const metadata: Metadata = { title: documentsText.title }

export default function DocumentsPage() {
  return <DocumentsScreen />
}
