import type { ReactNode } from 'react'

export type CheckLineProps = {
  readonly label: ReactNode
  readonly hint: string | undefined
  readonly isLabelHidden: boolean
  readonly children: ReactNode
}

/** A box or a switch with its words beside it, which press it too. */
export function CheckLine({ label, hint, isLabelHidden, children }: CheckLineProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child, a button of radix
    <label className="checkline">
      {children}
      <span className={isLabelHidden ? 'sr-only' : undefined}>
        {label}
        {hint !== undefined && <small>{hint}</small>}
      </span>
    </label>
  )
}
