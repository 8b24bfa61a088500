import { Popover as RadixPopover } from 'radix-ui'
import { type ReactNode, type RefObject, useRef } from 'react'
import { cn } from '../cn.ts'

export type PopoverCardProps = {
  /** What it is, for assistive technology. */
  readonly label: string
  readonly children: ReactNode
  /** The button that opens it, which stands elsewhere. */
  readonly button: RefObject<HTMLButtonElement | null>
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  readonly align?: 'start' | 'center' | 'end'
  readonly className?: string
}

/** The card of a `Popover`. Apart from its button, so that its library comes only when needed. */
export function PopoverCard(props: PopoverCardProps) {
  const { button, isOpen, onOpenChange, side = 'bottom', align = 'start' } = props
  const wasLeftByPress = useRef(false)
  const isButton = (target: EventTarget | null) =>
    target instanceof Node && button.current?.contains(target) === true
  return (
    <RadixPopover.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixPopover.Anchor virtualRef={button} />
      <RadixPopover.Portal>
        <RadixPopover.Content
          className={cn('pop pop--layer', props.className ?? 'pop--pad')}
          aria-label={props.label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // The button closes the card itself: closed before its click, it would open again.
            if (isButton(event.target)) event.preventDefault()
            else wasLeftByPress.current = true
          }}
          onCloseAutoFocus={(event) => {
            if (!wasLeftByPress.current) button.current?.focus()
            wasLeftByPress.current = false
            event.preventDefault()
          }}
        >
          {props.children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  )
}
