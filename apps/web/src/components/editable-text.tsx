import type { KeyboardEvent } from 'react'
import { useTyped } from './use-typed.ts'

export type EditableTextProps = {
  readonly label: string
  readonly value: string
  /** Called on blur or Enter with trimmed words that differ. */
  readonly onWrite: (words: string) => void
  readonly className?: string
  readonly placeholder?: string
  readonly maxLength: number
  readonly isReadOnly: boolean
  /** Whether it may be emptied. */
  readonly mayBeEmpty?: boolean
  /** Enter begins a new line, and leaving the field writes. */
  readonly hasLines?: boolean
}

/** Text that is edited where it stands: Enter or leaving writes, Escape takes back. */
export function EditableText(props: EditableTextProps) {
  const { label, value, onWrite, mayBeEmpty = false, hasLines = false } = props
  const typed = useTyped({
    value,
    onWrite: (words) => {
      if (mayBeEmpty || words !== '') onWrite(words)
    },
  })
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') typed.drop()
    if (event.key !== 'Enter' || (hasLines && !event.ctrlKey)) return
    event.preventDefault()
    event.currentTarget.blur()
  }
  return (
    <textarea
      aria-label={label}
      className={props.className}
      rows={1}
      value={typed.words}
      maxLength={props.maxLength}
      readOnly={props.isReadOnly}
      placeholder={props.isReadOnly ? undefined : props.placeholder}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onBlur={typed.write}
      onKeyDown={onKeyDown}
    />
  )
}
