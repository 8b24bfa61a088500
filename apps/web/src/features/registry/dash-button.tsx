import { Plus } from 'lucide-react'
import type { ComponentProps } from 'react'

/** A dashed pill for what is not there yet. */
export function DashButton({ children, ...rest }: ComponentProps<'button'>) {
  return (
    <button type="button" className="tag tag--dash" {...rest}>
      <Plus className="icon icon--sm" />
      {children}
    </button>
  )
}
