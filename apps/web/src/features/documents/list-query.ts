import { type EntityId, entityIdSchema } from '@parallax/domain'
import { usePathname, useSearchParams } from 'next/navigation'
import type { Sort } from '../../components/ui/table.tsx'
import type { LayerStatus } from './document-status.ts'

export const PAGE_ROWS = 50

export type SortKey = 'title' | 'outlet' | 'publishedAt' | 'importedAt' | 'records'
export type StatusFilter = 'all' | LayerStatus

/** What the list shows, kept in the address so that it is there again on the way back. */
export type ListQuery = {
  readonly search: string
  readonly sort: Sort<SortKey>
  readonly status: StatusFilter
  readonly outlet: EntityId | null
  readonly retired: boolean
  readonly offset: number
}

export const firstQuery: ListQuery = {
  search: '',
  sort: { by: 'importedAt', direction: 'descending' },
  status: 'all',
  outlet: null,
  retired: false,
  offset: 0,
}

const sortKeys: readonly SortKey[] = ['title', 'outlet', 'publishedAt', 'importedAt', 'records']
const statuses: readonly StatusFilter[] = ['all', 'todo', 'in-progress', 'submitted']

/** What the list shows, and how to change it. A change of anything but the page starts at the top. */
export function useListQuery(): {
  readonly query: ListQuery
  readonly change: (change: Partial<ListQuery>) => void
} {
  const query = readQuery(useSearchParams())
  const path = usePathname()
  const change = (changed: Partial<ListQuery>) => {
    const params = writeQuery({ ...query, offset: 0, ...changed }).toString()
    window.history.replaceState(null, '', params === '' ? path : `${path}?${params}`)
  }
  return { query, change }
}

/** Reads the address; what makes no sense there is as if it were not there. */
export function readQuery(params: Pick<URLSearchParams, 'get'>): ListQuery {
  const by = sortKeys.find((key) => key === params.get('sort'))
  const direction = params.get('turned') === null ? 'ascending' : 'descending'
  const offset = Number(params.get('from') ?? 0)
  return {
    search: params.get('find') ?? '',
    sort: by === undefined ? firstQuery.sort : { by, direction },
    status: statuses.find((status) => status === params.get('status')) ?? 'all',
    outlet: entityIdSchema.safeParse(params.get('outlet')).data ?? null,
    retired: params.get('retired') !== null,
    offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
  }
}

/** The address of a query; what is as usual is left out. */
export function writeQuery(query: ListQuery): URLSearchParams {
  const { sort } = query
  const isUsual = sort.by === firstQuery.sort.by && sort.direction === firstQuery.sort.direction
  const params = new URLSearchParams()
  if (query.search !== '') params.set('find', query.search)
  if (!isUsual) params.set('sort', sort.by)
  if (!isUsual && sort.direction === 'descending') params.set('turned', '')
  if (query.status !== 'all') params.set('status', query.status)
  if (query.outlet !== null) params.set('outlet', query.outlet)
  if (query.retired) params.set('retired', '')
  if (query.offset > 0) params.set('from', String(query.offset))
  return params
}

/** Whether anything but the sort narrows the list. */
export function isNarrowed({ search, status, outlet }: ListQuery): boolean {
  return search !== '' || status !== 'all' || outlet !== null
}
