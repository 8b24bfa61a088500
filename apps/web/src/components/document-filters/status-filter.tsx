import type { ApiInputs } from '../api-outputs.ts'
import { Segmented } from '../ui/segmented.tsx'
import { documentFiltersText as text } from './document-filters-text.ts'

/** How far documents are that one wants to see. */
export type StatusFilterValue = NonNullable<ApiInputs['documents']['list']['status']>

const options: readonly { readonly value: StatusFilterValue; readonly label: string }[] = [
  { value: 'all', label: text.all },
  { value: 'todo', label: text.statuses.todo },
  { value: 'in-progress', label: text.statuses['in-progress'] },
  { value: 'submitted', label: text.statuses.submitted },
]

export type StatusFilterProps = {
  readonly status: StatusFilterValue
  readonly onChange: (status: StatusFilterValue) => void
}

/** Shows the documents that are as far as that. */
export function StatusFilter({ status, onChange }: StatusFilterProps) {
  return <Segmented label={text.status} options={options} value={status} onChange={onChange} />
}
