import { Check } from 'lucide-react'
import Link from 'next/link'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '../cn.ts'
import { Kbd } from './kbd.tsx'

export type MenuProps = {
  /** The button that opens it. */
  readonly trigger: ReactNode
  readonly children: ReactNode
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  readonly align?: 'start' | 'center' | 'end'
}

/** Things that can be done, behind one button. */
export function Menu({ trigger, children, side = 'bottom', align = 'start' }: MenuProps) {
  return (
    // The page beside it stays where it is, and is not hidden from assistive technology.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="pop pop--layer menu"
          side={side}
          align={align}
          sideOffset={5}
          collisionPadding={8}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

export type MenuItemProps = {
  readonly children: ReactNode
  readonly icon?: ReactNode
  readonly hint?: string
  readonly keyCap?: string
  /** Where it leads, when it is a place and not an act. */
  readonly href?: string
  readonly onSelect?: () => void
  readonly isBad?: boolean
  readonly isDisabled?: boolean
  readonly isCurrent?: boolean
}

/** One thing to do, or one place to go. */
export function MenuItem(props: MenuItemProps) {
  const { icon, hint, keyCap, href, onSelect, isBad = false, isDisabled = false, isCurrent } = props
  const inner = (
    <>
      {icon}
      <span className="grow">
        {props.children}
        {hint !== undefined && <small>{hint}</small>}
      </span>
      {keyCap !== undefined && <Kbd>{keyCap}</Kbd>}
      {isCurrent === true && <Check className="icon icon--sm menu__tick" />}
    </>
  )
  return (
    <DropdownMenu.Item
      className={cn('menu__item', isBad && 'menu__item--bad')}
      disabled={isDisabled}
      asChild={href !== undefined}
      {...(onSelect === undefined ? {} : { onSelect })}
    >
      {href === undefined ? (
        inner
      ) : (
        <Link href={href} aria-current={isCurrent === true ? 'page' : undefined}>
          {inner}
        </Link>
      )}
    </DropdownMenu.Item>
  )
}

export type MenuChoiceProps<Value extends string> = {
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** One of several, inside a menu; choosing keeps the menu open. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  const { label, options, value, onChange } = props
  return (
    <DropdownMenu.RadioGroup value={value}>
      <DropdownMenu.Label className="menu__label">{label}</DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          value={option.value}
          className="menu__item"
          onSelect={(event) => {
            event.preventDefault()
            onChange(option.value)
          }}
        >
          {option.label}
          <DropdownMenu.ItemIndicator asChild>
            <Check className="icon icon--sm menu__tick" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <DropdownMenu.Label className="menu__label">{children}</DropdownMenu.Label>
}

export function MenuRule() {
  return <DropdownMenu.Separator className="menu__rule" />
}
