import type { ReactNode } from 'react'

type FactProps = { readonly name: string; readonly children: ReactNode }

/** One line of what is known. */
export function Fact({ name, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
