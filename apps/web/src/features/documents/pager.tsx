import { ChevronLeft, ChevronRight } from 'lucide-react'
import { IconButton } from '../../components/ui/button.tsx'
import { documentsText } from './documents-text.ts'
import { PAGE_ROWS } from './list-query.ts'

const text = documentsText.pager

export type PagerProps = {
  readonly total: number
  readonly offset: number
  readonly onChange: (offset: number) => void
}

/** Which part of a long list is shown; nothing for a list of one page. */
export function Pager({ total, offset, onChange }: PagerProps) {
  if (total <= PAGE_ROWS && offset === 0) return null
  const to = Math.min(offset + PAGE_ROWS, total)
  return (
    <nav className="pager" aria-label={documentsText.table}>
      <span className="num grow" role="status">
        {text.range(Math.min(offset + 1, to), to, total)}
      </span>
      <IconButton
        label={text.previous}
        size="sm"
        disabled={offset === 0}
        onClick={() => onChange(Math.max(0, offset - PAGE_ROWS))}
      >
        <ChevronLeft className="icon icon--sm" />
      </IconButton>
      <IconButton
        label={text.next}
        size="sm"
        disabled={to >= total}
        onClick={() => onChange(offset + PAGE_ROWS)}
      >
        <ChevronRight className="icon icon--sm" />
      </IconButton>
    </nav>
  )
}
