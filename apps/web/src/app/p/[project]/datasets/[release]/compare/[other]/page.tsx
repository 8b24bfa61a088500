import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { releasesText } from '../../../../../../../components/releases/releases-text.ts'
import { ReleaseComparisonScreen } from '../../../../../../../features/release-comparison/release-comparison-screen.tsx'
import { releaseNumberSchema } from '../../release-number.ts'

export const metadata: Metadata = { title: releasesText.title }

type PageProps = {
  readonly params: Promise<{ readonly release: string; readonly other: string }>
}

export default async function Page({ params }: PageProps) {
  const { release, other } = await params
  const [to, from] = [release, other].map((each) => releaseNumberSchema.safeParse(each))
  if (!to?.success || !from?.success) notFound()
  return <ReleaseComparisonScreen from={from.data} to={to.data} />
}
