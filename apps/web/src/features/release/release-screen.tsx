'use client'

import { releaseRoles } from '@parallax/domain'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { dayText } from '../../components/date-text.ts'
import { FailedState } from '../../components/failed-state.tsx'
import { lazily } from '../../components/lazily.tsx'
import { projectScreenPath } from '../../components/project-path.ts'
import { ProjectShell } from '../../components/project-shell.tsx'
import { ReleaseFacts } from '../../components/releases/release-facts.tsx'
import { releasesText } from '../../components/releases/releases-text.ts'
import { SplitTable } from '../../components/releases/split-table.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Note, SkeletonRows } from '../../components/ui/states.tsx'
import { Tag } from '../../components/ui/tag.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { ReleaseSide } from './release-side.tsx'

const text = releasesText.page

export type WholeRelease = ApiOutputs['releases']['get']

const CardSection = lazily(
  () => import('./card-section.tsx').then((module) => module.CardSection),
  <SkeletonRows label={text.loading} rows={6} />,
)

export type ReleaseScreenProps = { readonly number: number }

/** One release: what it holds, how it is divided, its card; files, cite line and comparison beside. */
export function ReleaseScreen({ number }: ReleaseScreenProps) {
  const { project, me } = useSession()
  const trpc = useTRPC()
  const found = useQuery(trpc.releases.get.queryOptions({ project: project.id, number }))
  const title = found.data?.summary.release.title ?? ''
  return (
    <ProjectShell
      current="datasets"
      title={releasesText.named(number, title)}
      lede={<Tag>{releasesText.number(number)}</Tag>}
      actions={
        <Button asChild>
          <Link href={projectScreenPath(project.id, 'datasets')}>
            <ArrowLeft className="icon icon--sm" />
            {text.back}
          </Link>
        </Button>
      }
    >
      <div className="ds">
        <section className="ds__main" aria-label={releasesText.number(number)}>
          {found.isPending && <SkeletonRows label={text.loading} rows={6} />}
          {found.isError && !found.data && (
            <FailedState
              title={text.failed}
              reason={found.error}
              onRetry={() => void found.refetch()}
            />
          )}
          {found.data && (
            <Whole release={found.data} mayWrite={releaseRoles.describe.includes(me.role)} />
          )}
        </section>
        <aside className="ds__side" aria-label={releasesText.downloads.title}>
          {found.data && <ReleaseSide release={found.data} />}
        </aside>
      </div>
    </ProjectShell>
  )
}

type WholeProps = { readonly release: WholeRelease; readonly mayWrite: boolean }

function Whole({ release, mayWrite }: WholeProps) {
  const { summary, withdrawn } = release
  const { notes, madeBy, madeAt } = summary.release
  return (
    <>
      {withdrawn && <Note tone="bad">{releasesText.withdrawnBecause(withdrawn.reason)}</Note>}
      <p className="muted">{text.made(madeBy.name, dayText(madeAt))}</p>
      {notes !== '' && <p className="rel__note">{notes}</p>}
      <ReleaseFacts summary={summary} />
      <section className="ds__part" aria-labelledby="splits-title">
        <h2 className="h2" id="splits-title">
          {text.splits}
        </h2>
        <Splits summary={summary} />
      </section>
      <CardSection release={release} mayWrite={mayWrite} />
    </>
  )
}

function Splits({ summary }: { readonly summary: WholeRelease['summary'] }) {
  const { splits, counts } = summary
  if (!splits) return <p className="muted">{releasesText.table.none}</p>
  const { percents, sizes, seed, nearDuplicates, groups, largestGroup } = splits
  return (
    <>
      <p className="hint">
        {releasesText.dialog.groups(groups, largestGroup)}{' '}
        {releasesText.table.caption(seed, Math.round(nearDuplicates.ratio * 100))}
      </p>
      <SplitTable percents={percents} sizes={sizes} labels={counts.labels} />
    </>
  )
}
