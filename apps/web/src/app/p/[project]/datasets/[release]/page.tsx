import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { releasesText } from '../../../../../components/releases/releases-text.ts'
import { ReleaseScreen } from '../../../../../features/release/release-screen.tsx'
import { releaseNumberSchema } from './release-number.ts'

type PageProps = { readonly params: Promise<{ readonly release: string }> }

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { release } = await params
  const number = releaseNumberSchema.safeParse(release)
  return { title: number.success ? releasesText.named(number.data, '') : releasesText.title }
}

export default async function Page({ params }: PageProps) {
  const { release } = await params
  const number = releaseNumberSchema.safeParse(release)
  if (!number.success) notFound()
  return <ReleaseScreen number={number.data} />
}
