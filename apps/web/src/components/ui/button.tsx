'use client'

import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps, KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { cn } from '../cn.ts'
import { isMeantForAnother } from '../double-click.ts'
import { Kbd, keyShortcut } from './kbd.tsx'
import { Spinner } from './spinner.tsx'

const buttonClass = cva('btn', {
  variants: {
    look: {
      plain: '',
      primary: 'btn--primary',
      ghost: 'btn--ghost',
      bad: 'btn--bad',
      'bad-fill': 'btn--bad-fill',
    },
    size: { sm: 'btn--sm', md: '', lg: 'btn--lg' },
    shape: { text: '', icon: 'btn--icon', block: 'btn--block' },
  },
  defaultVariants: { look: 'plain', size: 'md', shape: 'text' },
})

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonClass> & {
    /** Draws the child (a link) as a button. */
    readonly asChild?: boolean
    /** The key that presses it, drawn as a cap. Listening for the key is the screen's business. */
    readonly keyCap?: string | undefined
    /** Work is under way: a spinner, and further presses do nothing. */
    readonly isBusy?: boolean
  }

/**
 * A button. One primary button a screen; `bad` for what takes something away. A key that is held presses
 * it once, and the second click of a double click presses only what the first one hit.
 */
export function Button({
  asChild = false,
  look,
  size,
  shape,
  keyCap,
  isBusy = false,
  className,
  children,
  onClick,
  onKeyDown,
  ...rest
}: ButtonProps) {
  const Root = asChild ? Slot.Root : 'button'
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (isMeantForAnother(event) || isBusy) event.preventDefault()
    else onClick?.(event)
  }
  const hold = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === 'Enter' && event.repeat) event.preventDefault()
    onKeyDown?.(event)
  }
  return (
    <Root
      {...(asChild ? {} : { type: 'button' as const })}
      aria-keyshortcuts={keyCap === undefined ? undefined : keyShortcut(keyCap)}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      {...rest}
      className={cn(buttonClass({ look, size, shape }), className)}
      onClick={press}
      onKeyDown={hold}
    >
      {isBusy && <Spinner />}
      <Slot.Slottable>{children}</Slot.Slottable>
      {keyCap !== undefined && !isBusy && <Kbd aria-hidden="true">{keyCap}</Kbd>}
    </Root>
  )
}

export type IconButtonProps = Omit<ButtonProps, 'shape' | 'aria-label' | 'keyCap'> & {
  /** Its name: an icon alone says nothing. */
  readonly label: string
  readonly children: ReactNode
}

/** A square button with an icon and a name. */
export function IconButton({ label, look = 'ghost', ...rest }: IconButtonProps) {
  return <Button {...rest} look={look} shape="icon" aria-label={label} />
}
