import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { FailedState } from '../../components/failed-state.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Checkbox } from '../../components/ui/checkbox.tsx'
import { EmptyState, Note, SkeletonRows } from '../../components/ui/states.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import type { ChooseDocumentsDialogProps, DocumentsSought } from './choose-documents-dialog.tsx'
import { datasetsText } from './datasets-text.ts'
import { withFound } from './export-choice.ts'

const text = datasetsText.choose
const SHOWN_AT_MOST = 100

export type FoundDocumentsProps = Omit<ChooseDocumentsDialogProps, 'onClose'> & {
  readonly sought: DocumentsSought
}

/** The documents that are found, each to be chosen, and all of them at once. */
export function FoundDocuments({ sought, chosen, onChange }: FoundDocumentsProps) {
  const { project } = useSession()
  const trpc = useTRPC()
  const found = useQuery({
    ...trpc.documents.list.queryOptions({
      ...wordsOf(sought),
      project: project.id,
      sort: 'title',
      direction: 'asc',
      offset: 0,
      limit: SHOWN_AT_MOST,
    }),
    placeholderData: keepPreviousData,
  })
  if (found.isPending) return <SkeletonRows label={text.loading} rows={4} />
  if (!found.data)
    return (
      <FailedState title={text.failed} reason={found.error} onRetry={() => void found.refetch()} />
    )
  const { rows, total } = found.data
  if (rows.length === 0) return <EmptyState title={text.none} text={text.noneText} />
  return (
    <>
      <ChooseAll
        total={total}
        isStale={found.isPlaceholderData}
        sought={sought}
        chosen={chosen}
        onChange={onChange}
      />
      <Rows rows={rows} chosen={chosen} onChange={onChange} />
      {total > rows.length && <p className="hint">{text.more(total - rows.length)}</p>}
    </>
  )
}

function wordsOf({ search, ...rest }: DocumentsSought): DocumentsSought {
  return { ...rest, search: search.trim() }
}

type ChooseAllProps = FoundDocumentsProps & {
  readonly total: number
  /** Whether the total is still that of what was sought before. */
  readonly isStale: boolean
}

/** Chooses what is found, on whatever page it would be; what was chosen before stays. */
function ChooseAll({ total, isStale, sought, chosen, onChange }: ChooseAllProps) {
  const { project } = useSession()
  const trpc = useTRPC()
  const client = useQueryClient()
  const all = useMutation({
    mutationFn: async () => {
      const asked = { ...wordsOf(sought), project: project.id }
      const found = await client.fetchQuery({
        ...trpc.documents.ids.queryOptions(asked),
        staleTime: 0,
      })
      const next = withFound(chosen, found)
      if (next === undefined) throw new Error(text.tooMany)
      onChange(next)
    },
  })
  return (
    <div className="ds__all">
      <Button size="sm" isBusy={all.isPending || isStale} onClick={() => all.mutate()}>
        {text.all(total)}
      </Button>
      {all.error && <Note tone="bad">{all.error.message}</Note>}
    </div>
  )
}

type Row = ApiOutputs['documents']['list']['rows'][number]
type RowsProps = Omit<FoundDocumentsProps, 'sought'> & { readonly rows: readonly Row[] }

function Rows({ rows, chosen, onChange }: RowsProps) {
  const ids = new Set(chosen)
  const toggle = (id: string, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, id] : chosen.filter((each) => each !== id))
  return (
    <ul className="ds__documents">
      {rows.map((row) => (
        <li key={row.id}>
          <Checkbox
            label={<Title row={row} />}
            checked={ids.has(row.id)}
            onChange={(isChosen) => toggle(row.id, isChosen)}
          />
        </li>
      ))}
    </ul>
  )
}

function Title({ row }: { readonly row: Row }) {
  return (
    <>
      <span className="serif">{row.title}</span>
      {row.publisher && <span className="muted"> · {row.publisher.name}</span>}
    </>
  )
}
