import type { ReleaseSummary } from '@parallax/formats'
import { releasesText } from './releases-text.ts'

const text = releasesText.facts

/** How much a release holds, in large numbers. */
export function ReleaseFacts({ summary }: { readonly summary: ReleaseSummary }) {
  const { counts, codebook } = summary
  const facts = [
    [text.documents, counts.documents],
    [text.mention, counts.records.mention ?? 0],
    [text.claim, counts.records.claim ?? 0],
    [text.stance, counts.records.stance ?? 0],
    [text.relation, counts.records.relation ?? 0],
    [text.codebook, codebook.version ?? text.none],
  ] as const
  return (
    <dl className="facts" aria-label={text.label}>
      {facts.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  )
}
