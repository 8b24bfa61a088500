import { LoaderCircle } from 'lucide-react'

export type SpinnerProps = { readonly label?: string; readonly size?: 'sm' | 'md' }

/** Something is running. With a label it is announced; without one the words beside it say so. */
export function Spinner({ label, size = 'sm' }: SpinnerProps) {
  return (
    <span className="spin" role={label === undefined ? undefined : 'status'}>
      <LoaderCircle className={size === 'sm' ? 'icon icon--sm' : 'icon'} />
      {label !== undefined && <span className="sr-only">{label}</span>}
    </span>
  )
}
