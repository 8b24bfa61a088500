import { RadioGroup } from 'radix-ui'
import type { ReactNode } from 'react'
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

/** One of few, all of them in sight: a radio group. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, options, value, onChange, isFilling = false, isDisabled = false } = props
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen)
    if (option !== undefined) onChange(option.value)
  }
  return (
    <RadioGroup.Root
      className={cn('seg', isFilling && 'seg--fill')}
      orientation="horizontal"
      aria-label={label}
      value={value ?? null}
      disabled={isDisabled}
      onValueChange={choose}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          className="seg__item"
          value={option.value}
          disabled={option.isDisabled ?? false}
          aria-keyshortcuts={option.keyCap === undefined ? undefined : keyShortcut(option.keyCap)}
        >
          {option.label}
          {option.count !== undefined && <span className="count">{option.count}</span>}
          {option.keyCap !== undefined && <Kbd aria-hidden="true">{option.keyCap}</Kbd>}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
