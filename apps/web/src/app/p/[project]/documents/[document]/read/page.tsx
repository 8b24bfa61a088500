import { documentIdSchema } from '@parallax/domain'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AnnotateScreen } from '../../../../../../features/annotate/annotate-screen.tsx'

export const metadata: Metadata = { title: 'Reading view' }

type PageProps = {
  readonly params: Promise<{ readonly project: string; readonly document: string }>
}

export default async function Page({ params }: PageProps) {
  const { project, document } = await params
  const id = documentIdSchema.safeParse(document)
  if (!id.success) notFound()
  return <AnnotateScreen project={project} documentId={id.data} mode="read" />
}
