import type { ReleaseSummary } from '@parallax/formats'
import Link from 'next/link'
import { comparePath } from '../../components/releases/release-paths.ts'
import { releasesText as text } from '../../components/releases/releases-text.ts'
import { useSession } from '../../sync/project-provider.tsx'
import type { ShownRelease } from './releases-section.tsx'

const kinds = ['mention', 'claim', 'stance', 'relation'] as const

export type ReleaseSinceProps = { readonly before: ShownRelease; readonly after: ShownRelease }

/** How much more of everything there is than in the release before, by what both say of themselves. */
export function ReleaseSince({ before, after }: ReleaseSinceProps) {
  const { project } = useSession()
  const changes = differencesOf(before.summary, after.summary)
  return (
    <div className="rel__since">
      <h3 className="h3">{text.since(before.number)}</h3>
      {changes.length === 0 ? (
        <p className="muted">{text.sinceNothing}</p>
      ) : (
        <ul>
          {changes.map(({ name, count }) => (
            <li key={name}>
              <b className="num">{text.signed(count)}</b> {name}
            </li>
          ))}
        </ul>
      )}
      <Link className="link" href={comparePath(project.id, before.number, after.number)}>
        {text.every}
      </Link>
    </div>
  )
}

function differencesOf(before: ReleaseSummary, after: ReleaseSummary) {
  const rows = [
    { name: text.facts.documents, count: after.counts.documents - before.counts.documents },
    ...kinds.map((kind) => ({
      name: text.facts[kind],
      count: (after.counts.records[kind] ?? 0) - (before.counts.records[kind] ?? 0),
    })),
  ]
  return rows.filter(({ count }) => count !== 0)
}
