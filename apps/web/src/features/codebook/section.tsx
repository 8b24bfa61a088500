import type { ReactNode } from 'react'

export type SectionProps = {
  readonly title: string
  readonly hint?: string
  readonly children: ReactNode
}

/** One part of a page of the codebook. */
export function Section({ title, hint, children }: SectionProps) {
  return (
    <div className="cb__field">
      <h3>
        {title}
        {hint !== undefined && <span className="muted">{hint}</span>}
      </h3>
      {children}
    </div>
  )
}
