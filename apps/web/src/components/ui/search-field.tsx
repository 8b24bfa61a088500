import { Search } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Input } from './input.tsx'
import { Kbd } from './kbd.tsx'

export type SearchFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  readonly className?: string
  /** Whether `/` anywhere on the screen goes here. One field a screen may. */
  readonly hasKey?: boolean
}

/** Finds in the list below it. `/` goes there, Escape empties it. */
export function SearchField(props: SearchFieldProps) {
  const { label, value, onChange, placeholder, className, hasKey = true } = props
  const inputRef = useRef<HTMLInputElement>(null)
  useSlashKey(inputRef, hasKey)
  return (
    <Input
      ref={inputRef}
      type="text"
      role="searchbox"
      className={className}
      aria-label={label}
      aria-keyshortcuts={hasKey ? '/' : undefined}
      placeholder={placeholder}
      value={value}
      icon={<Search className="icon icon--sm" />}
      end={hasKey && value === '' ? <Kbd aria-hidden="true">/</Kbd> : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onChange('')
      }}
    />
  )
}

function useSlashKey(ref: React.RefObject<HTMLInputElement | null>, isOn: boolean): void {
  useEffect(() => {
    // Keeps step with the window's keyboard: `/` outside of a text goes to the field.
    if (!isOn) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return
      event.preventDefault()
      ref.current?.focus()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [ref, isOn])
}

/** Whether keys pressed here are letters of a text rather than commands. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, textarea, select') !== null
}
