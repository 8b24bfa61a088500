import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '../cn.ts'

export type TableProps = {
  /** Its name for assistive technology. */
  readonly label: string
  readonly children: ReactNode
  /** Class of the table, such as `docs`. */
  readonly className?: string
  /** No room at its sides: a table inside a page rather than one that fills it. */
  readonly isPlain?: boolean
}

/** A table whose head stays in sight while its rows scroll. */
export function Table({ label, children, className, isPlain = false }: TableProps) {
  const table = (
    <table className={cn('table', isPlain && 'table--plain', className)} aria-label={label}>
      {children}
    </table>
  )
  return isPlain ? table : <div className="tablewrap">{table}</div>
}

export type SortDirection = 'ascending' | 'descending'
export type Sort<Key extends string> = { readonly by: Key; readonly direction: SortDirection }

export type SortHeaderProps<Key extends string> = Omit<ComponentProps<'th'>, 'onChange'> & {
  readonly by: Key
  readonly sort: Sort<Key>
  readonly onSort: (sort: Sort<Key>) => void
  /** What the first press does; the second turns it round. */
  readonly first?: SortDirection
}

/** A column head that sorts by its column. */
export function SortHeader<Key extends string>(props: SortHeaderProps<Key>) {
  const { by, sort, onSort, first = 'ascending', children, ...rest } = props
  const isSorted = sort.by === by
  const turned = sort.direction === 'ascending' ? 'descending' : 'ascending'
  const Arrow = (isSorted ? sort.direction : first) === 'ascending' ? ArrowUp : ArrowDown
  return (
    <th scope="col" aria-sort={isSorted ? sort.direction : 'none'} {...rest}>
      <button
        type="button"
        className="sort"
        onClick={() => onSort({ by, direction: isSorted ? turned : first })}
      >
        {children}
        <Arrow className={cn('icon', !isSorted && 'sort__idle')} />
      </button>
    </th>
  )
}
