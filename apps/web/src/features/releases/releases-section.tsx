import { Download } from 'lucide-react'
import Link from 'next/link'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { dayText } from '../../components/date-text.ts'
import { FailedState } from '../../components/failed-state.tsx'
import { ReleaseFacts } from '../../components/releases/release-facts.tsx'
import {
  comparePath,
  releaseFileAddress,
  releasePath,
} from '../../components/releases/release-paths.ts'
import { releasesText as text } from '../../components/releases/releases-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { Meter } from '../../components/ui/meter.tsx'
import { Note, SkeletonRows } from '../../components/ui/states.tsx'
import { Tag } from '../../components/ui/tag.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { ReleaseSince } from './release-since.tsx'
import { useReleases } from './use-releases.ts'

export type ShownRelease = ApiOutputs['releases']['list'][number]

/** The releases of the project: the latest as a page, the older ones as lines. */
export function ReleasesSection() {
  const { releases, percent, problem } = useReleases()
  const [latest, ...older] = releases.data ?? []
  return (
    <section className="rels__section" aria-label={text.title}>
      {percent !== undefined && (
        <div className="rels__making" role="status">
          {text.making(percent)}
          <Meter ratio={percent / 100} label={text.making(percent)} />
        </div>
      )}
      {problem !== null && <Note tone="bad">{problem}</Note>}
      {releases.isPending && <SkeletonRows label={text.loading} rows={4} />}
      {releases.isError && !releases.data && (
        <FailedState
          title={text.failed}
          reason={releases.error}
          onRetry={() => void releases.refetch()}
        />
      )}
      {releases.data && latest === undefined && (
        <div className="rels__none">
          <h2>{text.none}</h2>
          <p>{text.noneText}</p>
        </div>
      )}
      {latest && <LatestRelease release={latest} before={older[0]} />}
      {older.length > 0 && (
        <ul className="rels">
          {older.map((release) => (
            <OlderRelease key={release.number} release={release} />
          ))}
        </ul>
      )}
    </section>
  )
}

type LatestReleaseProps = {
  readonly release: ShownRelease
  readonly before: ShownRelease | undefined
}

function LatestRelease({ release, before }: LatestReleaseProps) {
  const { project } = useSession()
  const { number, summary } = release
  const { title, notes, madeBy, madeAt } = summary.release
  const name = text.named(number, title)
  return (
    <article className="rel rel--latest">
      <header>
        <h2>
          <Link href={releasePath(project.id, number)}>{name}</Link>
        </h2>
        <Tag>{number}</Tag>
        {release.withdrawn && <Tag look="bad">{text.withdrawn}</Tag>}
        <span className="muted">{text.page.made(madeBy.name, dayText(madeAt))}</span>
        <span className="grow" />
        {before && (
          <Button asChild size="sm">
            <Link href={comparePath(project.id, before.number, number)}>
              {text.compareWith(before.number)}
            </Link>
          </Button>
        )}
        <Button asChild size="sm">
          <Link href={releasePath(project.id, number)} aria-label={text.open(name)}>
            <Download className="icon icon--sm" />
            {text.download}
          </Link>
        </Button>
      </header>
      {notes !== '' && <p className="rel__note">{notes}</p>}
      <ReleaseFacts summary={summary} />
      {before && <ReleaseSince before={before} after={release} />}
    </article>
  )
}

function OlderRelease({ release }: { readonly release: ShownRelease }) {
  const { project } = useSession()
  const { number, summary } = release
  const name = text.named(number, summary.release.title)
  return (
    <li>
      <b>
        <Link href={releasePath(project.id, number)}>{name}</Link>
      </b>
      <Tag>{number}</Tag>
      {release.withdrawn && <Tag look="bad">{text.withdrawn}</Tag>}
      <span className="muted num">{text.sizes(summary)}</span>
      <span className="grow" />
      <span className="muted">{dayText(summary.release.madeAt)}</span>
      <Button asChild look="ghost" shape="icon" size="sm">
        <a
          href={releaseFileAddress(project.id, number, 'parallax')}
          download
          aria-label={`${text.download}: ${name}`}
        >
          <Download className="icon icon--sm" />
        </a>
      </Button>
    </li>
  )
}
