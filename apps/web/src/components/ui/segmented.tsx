import type { KeyboardEvent, ReactNode } from 'react'
import { cn } from '../cn.ts'
import { Kbd, keyShortcut } from './kbd.tsx'

export type SegmentedOption<Value extends string> = {
  readonly value: Value
  readonly label: ReactNode
  /** How many there are behind this choice. */
  readonly count?: number
  readonly keyCap?: string
  readonly isDisabled?: boolean
}

export type SegmentedProps<Value extends string> = {
  readonly label: string
  readonly options: readonly SegmentedOption<Value>[]
  readonly value: Value | undefined
  readonly onChange: (value: Value) => void
  /** Takes the whole width, one equal part a choice. */
  readonly isFilling?: boolean
  readonly isDisabled?: boolean
}

/**
 * One of few, all of them in sight: a radio group. Its own, and no library's: a record shows up to
 * ten of them, and they are drawn with every record that one steps to.
 */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, options, value, onChange, isFilling = false, isDisabled = false } = props
  const free = isDisabled ? [] : options.filter((option) => option.isDisabled !== true)
  // One place for the Tab key: what is chosen, or the first that may be.
  const stop = free.find((option) => option.value === value) ?? free[0]
  return (
    <div
      role="radiogroup"
      className={cn('seg', isFilling && 'seg--fill')}
      aria-orientation="horizontal"
      aria-label={label}
      aria-disabled={isDisabled || undefined}
      onKeyDown={(event) => {
        const next = optionAfter(event, free)
        if (next === undefined) return
        event.preventDefault()
        onChange(next)
      }}
    >
      {options.map((option) => (
        // biome-ignore lint/a11y/useSemanticElements: it is drawn as a button, with a key cap in it
        <button
          key={option.value}
          type="button"
          role="radio"
          className="seg__item"
          value={option.value}
          aria-checked={option.value === value}
          tabIndex={option === stop ? 0 : -1}
          disabled={isDisabled || option.isDisabled === true}
          aria-keyshortcuts={option.keyCap === undefined ? undefined : keyShortcut(option.keyCap)}
          onClick={() => {
            if (option.value !== value) onChange(option.value)
          }}
        >
          {option.label}
          {option.count !== undefined && <span className="count">{option.count}</span>}
          {option.keyCap !== undefined && <Kbd aria-hidden="true">{option.keyCap}</Kbd>}
        </button>
      ))}
    </div>
  )
}

const steps: Readonly<Partial<Record<string, 1 | -1>>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
}

/** The choice that an arrow leads to, round and round; it has the focus then. */
function optionAfter<Value extends string>(
  event: KeyboardEvent<HTMLElement>,
  free: readonly SegmentedOption<Value>[],
): Value | undefined {
  const step = steps[event.key]
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return undefined
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:enabled')]
  const at = buttons.findIndex((button) => button.matches(':focus'))
  const next = (at + step + buttons.length) % buttons.length
  buttons[next]?.focus()
  return free[next]?.value
}
