import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { FailedState } from '../../components/failed-state.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Checkbox } from '../../components/ui/checkbox.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { SearchField } from '../../components/ui/search-field.tsx'
import { EmptyState, SkeletonRows } from '../../components/ui/states.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { datasetsText } from './datasets-text.ts'

const text = datasetsText.choose
const SHOWN_AT_MOST = 100

export type ChooseDocumentsDialogProps = {
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  readonly onClose: () => void
}

/** Chooses documents by their titles. */
export function ChooseDocumentsDialog({ chosen, onChange, onClose }: ChooseDocumentsDialogProps) {
  const [search, setSearch] = useState('')
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="wide"
      title={text.title}
      foot={
        <>
          <span className="grow muted" role="status">
            {text.chosen(chosen.length)}
          </span>
          {chosen.length > 0 && (
            <Button look="ghost" onClick={() => onChange([])}>
              {text.clear}
            </Button>
          )}
          <Button look="primary" onClick={onClose}>
            {text.done}
          </Button>
        </>
      }
    >
      <div className="form">
        <SearchField
          hasKey={false}
          label={text.find}
          placeholder={text.find}
          value={search}
          onChange={setSearch}
        />
        <Documents search={search} chosen={chosen} onChange={onChange} />
      </div>
    </Dialog>
  )
}

type DocumentsProps = Omit<ChooseDocumentsDialogProps, 'onClose'> & { readonly search: string }

function Documents({ search, chosen, onChange }: DocumentsProps) {
  const { project } = useSession()
  const trpc = useTRPC()
  const found = useQuery({
    ...trpc.documents.list.queryOptions({
      project: project.id,
      search: search.trim(),
      sort: 'title',
      direction: 'asc',
      offset: 0,
      limit: SHOWN_AT_MOST,
      status: 'all',
      outlet: null,
      retired: false,
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
  const toggle = (id: string, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, id] : chosen.filter((each) => each !== id))
  return (
    <>
      <ul className="ds__documents">
        {rows.map((row) => (
          <li key={row.id}>
            <Checkbox
              label={<Title row={row} />}
              checked={chosen.includes(row.id)}
              onChange={(isChosen) => toggle(row.id, isChosen)}
            />
          </li>
        ))}
      </ul>
      {total > rows.length && <p className="hint">{text.more(total - rows.length)}</p>}
    </>
  )
}

type Row = ApiOutputs['documents']['list']['rows'][number]

function Title({ row }: { readonly row: Row }) {
  return (
    <>
      <span className="serif">{row.title}</span>
      {row.publisher && <span className="muted"> · {row.publisher.name}</span>}
    </>
  )
}
