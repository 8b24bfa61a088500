import { cn } from './cn.ts'

/** The mark: one point seen from two sides, over a dashed base line. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg
      className={cn('mark', className)}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M4 17.5 11 5l1.6 2.9" strokeWidth="2" />
      <path d="M20 17.5 13 5 6 17.5" strokeWidth="2" />
      <path d="M3 21h18" strokeWidth="2" strokeDasharray="3 2.2" />
    </svg>
  )
}

/** The mark with the name of the product. */
export function Brand() {
  return (
    <p className="brand">
      <Mark />
      <b>Parallax</b>
    </p>
  )
}
