import { Slot } from 'radix-ui'
import { type ReactNode, useRef, useState } from 'react'
import { lazily } from '../lazily.tsx'
import type { PopoverCardProps } from './popover-card.tsx'

/** What opens comes when the page is first touched: a button that nobody presses needs none of it. */
const PopoverCard = lazily(async () => (await import('./popover-card.tsx')).PopoverCard)

export type PopoverProps = Pick<PopoverCardProps, 'label' | 'side' | 'align' | 'className'> & {
  /** The button that opens it. */
  readonly trigger: ReactNode
  readonly children: ReactNode
  readonly isOpen?: boolean
  readonly onOpenChange?: (isOpen: boolean) => void
}

/** A small card beside the button that opened it. */
export function Popover({ trigger, isOpen: isOpenOutside, onOpenChange, ...card }: PopoverProps) {
  const [isOpenHere, setIsOpenHere] = useState(false)
  const isOpen = isOpenOutside ?? isOpenHere
  const [wasOpened, setWasOpened] = useState(isOpen)
  if (isOpen && !wasOpened) setWasOpened(true)
  const button = useRef<HTMLButtonElement>(null)
  const setIsOpen = (next: boolean) => {
    setIsOpenHere(next)
    onOpenChange?.(next)
  }
  return (
    <>
      <Slot.Root
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        data-state={isOpen ? 'open' : 'closed'}
        onClick={() => setIsOpen(!isOpen)}
      >
        {trigger}
      </Slot.Root>
      {wasOpened && (
        <PopoverCard {...card} button={button} isOpen={isOpen} onOpenChange={setIsOpen} />
      )}
    </>
  )
}
