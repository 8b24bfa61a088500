import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'
import { Kbd } from './kbd.tsx'

export type TipProps = {
  readonly text: ReactNode
  readonly keyCap?: string
  /** A button or link; the tip describes it and never carries its only name. */
  readonly children: ReactNode
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
}

/** A word about a control, on hover and on focus. Needs the provider of `AppFrame`. */
export function Tip({ text, keyCap, children, side = 'bottom' }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tip" side={side} sideOffset={6} collisionPadding={8}>
          {text}
          {keyCap !== undefined && <Kbd>{keyCap}</Kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
