import type { ReactNode } from 'react'

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
