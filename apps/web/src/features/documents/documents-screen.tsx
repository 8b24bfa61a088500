'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useState } from 'react'
import { FailedState } from '../../components/failed-state.tsx'
import { ProjectShell } from '../../components/project-shell.tsx'
import { Button } from '../../components/ui/button.tsx'
import { FileDrop } from '../../components/ui/file-drop.tsx'
import { SkeletonRows } from '../../components/ui/states.tsx'
import { useUploads } from '../../components/upload-context.ts'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { BulkBar } from './bulk-bar.tsx'
import { DetailsDialog } from './details-dialog.tsx'
import { documentKeys, useAddKey } from './document-keys.ts'
import type { DocumentRow } from './document-status.ts'
import { DocumentsTable } from './documents-table.tsx'
import { documentsText } from './documents-text.ts'
import { DocumentsTools } from './documents-tools.tsx'
import { firstQuery, isNarrowed, type ListQuery, PAGE_ROWS, useListQuery } from './list-query.ts'
import { NoDocuments } from './no-documents.tsx'
import { Pager } from './pager.tsx'
import { usePastedText } from './pasted-text.ts'

const ASK_AGAIN_MS = 10_000

/** The documents of a project: find, sort, choose, add, open. */
export function DocumentsScreen() {
  const { query, change } = useListQuery()
  const [typed, setTyped] = useState(query.search)
  const { data } = useDocuments(query)
  const uploads = useUploads()
  const { project } = useSession()
  usePastedText(uploads)
  useAddKey()
  return (
    <ProjectShell
      current="documents"
      title={documentsText.title}
      lede={data && documentsText.count(data.total)}
      keys={documentKeys}
      actions={
        uploads.isAllowed && (
          <Button
            look={data?.total === 0 ? 'plain' : 'primary'}
            keyCap="U"
            onClick={uploads.chooseFiles}
          >
            <Upload className="icon icon--sm" />
            {documentsText.add}
          </Button>
        )
      }
    >
      <DocumentsTools query={query} onChange={change} typed={typed} onType={setTyped} />
      <DocumentsBody
        query={query}
        onChange={change}
        onClear={() => {
          setTyped('')
          change(firstQuery)
        }}
      />
      <FileDrop
        title={documentsText.drop.title(project.name)}
        text={documentsText.drop.text}
        kinds={documentsText.drop.kinds}
        onFiles={uploads.addFiles}
        isDisabled={!uploads.isAllowed}
      />
    </ProjectShell>
  )
}

function useListOptions(query: ListQuery) {
  const trpc = useTRPC()
  const { project } = useSession()
  const { sort, ...rest } = query
  const direction = sort.direction === 'ascending' ? ('asc' as const) : ('desc' as const)
  const input = { ...rest, project: project.id, sort: sort.by, direction, limit: PAGE_ROWS }
  return trpc.documents.list.queryOptions(input, {
    placeholderData: keepPreviousData,
    // Colleagues add documents and submit layers without this tab being told.
    refetchInterval: ASK_AGAIN_MS,
    // Without a network the list says so, instead of waiting for one.
    networkMode: 'always',
  })
}

function useDocuments(query: ListQuery) {
  return useQuery(useListOptions(query))
}

/** Fetches the page after this one, so that turning to it waits for nothing. */
function useNextPage(query: ListQuery, total: number): void {
  const offset = query.offset + PAGE_ROWS
  const next = useListOptions({ ...query, offset })
  useQuery({ ...next, refetchInterval: false, enabled: offset < total })
}

type DocumentsBodyProps = {
  readonly query: ListQuery
  readonly onChange: (change: Partial<ListQuery>) => void
  /** Shows everything again. */
  readonly onClear: () => void
}

function DocumentsBody({ query, onChange, onClear }: DocumentsBodyProps) {
  const { data, error, refetch } = useDocuments(query)
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set())
  const [editing, setEditing] = useState<DocumentRow>()
  useNextPage(query, data?.total ?? 0)
  if (error && !data)
    return (
      <FailedState title={documentsText.failed} reason={error} onRetry={() => void refetch()} />
    )
  if (!data) return <SkeletonRows label={documentsText.loading} rows={12} isTable />
  if (data.total === 0)
    return (
      <NoDocuments isNarrowed={isNarrowed(query)} isRetired={query.retired} onClear={onClear} />
    )
  const chosen = data.rows.filter(({ id }) => chosenIds.has(id))
  return (
    <>
      <DocumentsTable
        // Another page, sort or filter begins at its first row.
        key={JSON.stringify(query)}
        rows={data.rows}
        sort={query.sort}
        onSort={(sort) => onChange({ sort })}
        chosenIds={chosenIds}
        onChoose={setChosenIds}
        onEdit={setEditing}
      />
      <Pager total={data.total} offset={query.offset} onChange={(offset) => onChange({ offset })} />
      {chosen.length > 0 && (
        <BulkBar
          chosen={chosen}
          isRetired={query.retired}
          onClear={() => setChosenIds(new Set())}
        />
      )}
      {editing !== undefined && (
        <DetailsDialog row={editing} onClose={() => setEditing(undefined)} />
      )}
    </>
  )
}
