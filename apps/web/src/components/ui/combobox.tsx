import { ChevronsUpDown } from 'lucide-react'
import { Popover as RadixPopover } from 'radix-ui'
import { lazy, type ReactNode, Suspense, useId, useState } from 'react'
import { cn } from '../cn.ts'
import { componentsText } from '../components-text.ts'
import { useField } from './field.tsx'
import { Spinner } from './spinner.tsx'

export type ComboboxOption = {
  readonly value: string
  readonly label: string
  readonly hint?: string
  /** A dot, glyph or face before the label. */
  readonly mark?: ReactNode
}

export type ComboboxProps = {
  readonly options: readonly ComboboxOption[]
  readonly value: string | undefined
  readonly onChange: (value: string) => void
  /** Its name where no `Field` gives one. */
  readonly label?: string
  readonly placeholder?: string
  /** The server searches: called with what is typed, and `options` are shown as they come. */
  readonly onSearch?: (text: string) => void
  /** Makes a new one named as typed. Offered last. */
  readonly onCreate?: (name: string) => void
  readonly isLoading?: boolean
  readonly emptyText?: string
  readonly isDisabled?: boolean
  readonly className?: string
}

const ComboboxList = lazy(async () => ({
  default: (await import('./combobox-list.tsx')).ComboboxList,
}))

/** One of many, found by typing. The list is fetched when it is first opened. */
export function Combobox(props: ComboboxProps) {
  const { options, value, label, placeholder, isDisabled = false, className } = props
  const [isOpen, setIsOpen] = useState(false)
  const listId = useId()
  const field = useField()
  const chosen = options.find((option) => option.value === value)
  return (
    <RadixPopover.Root open={isOpen} onOpenChange={setIsOpen}>
      <RadixPopover.Trigger asChild>
        <button
          type="button"
          {...field}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-label={label}
          className={cn('field field--pick', className)}
          data-placeholder={chosen === undefined ? '' : undefined}
          disabled={isDisabled}
        >
          {chosen?.mark}
          <span className="grow">{chosen?.label ?? placeholder ?? componentsText.choose}</span>
          <ChevronsUpDown className="icon icon--sm" />
        </button>
      </RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          id={listId}
          className="pop pop--layer menu combo"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label ?? placeholder ?? componentsText.choose}
        >
          <Suspense fallback={<Spinner label={componentsText.loading} />}>
            <ComboboxList {...props} onDone={() => setIsOpen(false)} />
          </Suspense>
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  )
}
