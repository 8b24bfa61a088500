'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight } from 'lucide-react'
import Link from 'next/link'
import { FailedState } from '../../components/failed-state.tsx'
import { ProjectShell } from '../../components/project-shell.tsx'
import { comparePath, releasePath } from '../../components/releases/release-paths.ts'
import { releasesText } from '../../components/releases/releases-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { SkeletonRows } from '../../components/ui/states.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { Differences } from './differences.tsx'

const text = releasesText.compare

export type ReleaseComparisonScreenProps = { readonly from: number; readonly to: number }

/** What differs between two releases: documents, annotations, registry, codebook. */
export function ReleaseComparisonScreen({ from, to }: ReleaseComparisonScreenProps) {
  const { project } = useSession()
  const trpc = useTRPC()
  const found = useQuery({
    ...trpc.releases.compare.queryOptions({ project: project.id, from, to }),
    // Neither of them ever changes.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return (
    <ProjectShell
      current="datasets"
      title={text.title(from, to)}
      actions={
        <>
          <Button asChild>
            <Link href={comparePath(project.id, to, from)}>
              <ArrowLeftRight className="icon icon--sm" />
              {text.turn}
            </Link>
          </Button>
          <Button asChild>
            <Link href={releasePath(project.id, to)}>{releasesText.named(to, '')}</Link>
          </Button>
        </>
      }
    >
      <div className="ds ds--one">
        <section className="ds__main" aria-label={text.title(from, to)}>
          {found.isPending && <SkeletonRows label={text.loading} rows={6} />}
          {found.isError && (
            <FailedState
              title={text.failed}
              reason={found.error}
              onRetry={() => void found.refetch()}
            />
          )}
          {found.data && <Differences found={found.data} />}
        </section>
      </div>
    </ProjectShell>
  )
}
