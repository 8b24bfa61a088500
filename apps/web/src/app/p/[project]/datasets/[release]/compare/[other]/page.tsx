import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CompareScreen } from '../../../../../../../features/releases/compare-screen.tsx'
import { releasesText } from '../../../../../../../features/releases/releases-text.ts'
import { releaseNumberSchema } from '../../release-number.ts'

export const metadata: Metadata = { title: releasesText.title }

type PageProps = {
  readonly params: Promise<{ readonly release: string; readonly other: string }>
}

export default async function Page({ params }: PageProps) {
  const { release, other } = await params
  const [to, from] = [release, other].map((each) => releaseNumberSchema.safeParse(each))
  if (!to?.success || !from?.success) notFound()
  return <CompareScreen from={from.data} to={to.data} />
}
