import { useQuery } from '@tanstack/react-query'
import { Button } from '../../components/ui/button.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { datasetsText } from './datasets-text.ts'

const text = datasetsText.facts
const shown = [
  'documents',
  'mention',
  'claim',
  'stance',
  'relation',
  'entities',
  'propositions',
] as const

/** How much the project holds. */
export function ProjectFacts() {
  const counts = useProjectCounts()
  if (counts.isError)
    return (
      <p className="note">
        <span className="grow">{text.failed}</span>
        <Button size="sm" onClick={counts.retry}>
          {text.retry}
        </Button>
      </p>
    )
  return (
    <dl className="facts" aria-label={text.label} aria-busy={counts.data === undefined}>
      {shown.map((name) => (
        <div key={name}>
          <dt>{text[name]}</dt>
          <dd>{counts.data?.[name] ?? '–'}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The counts of the open project. */
export function useProjectCounts() {
  const { project } = useSession()
  const trpc = useTRPC()
  const { data, isError, refetch } = useQuery(
    trpc.projects.get.queryOptions({ project: project.id }),
  )
  return { data: data?.counts, isError, retry: () => void refetch() }
}
