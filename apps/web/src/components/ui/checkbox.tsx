import { Check, Minus } from 'lucide-react'
import { Checkbox as RadixCheckbox, Switch as RadixSwitch } from 'radix-ui'
import type { ReactNode } from 'react'
import { useField } from './field.tsx'

export type CheckboxProps = {
  /** `mixed`: some of what it stands for. */
  readonly checked: boolean | 'mixed'
  readonly onChange: (isChecked: boolean) => void
  /** Its name. Shown beside the box unless `isLabelHidden`. */
  readonly label: ReactNode
  readonly hint?: string
  readonly isLabelHidden?: boolean
  readonly isDisabled?: boolean
}

/** Yes or no, or some. */
export function Checkbox(props: CheckboxProps) {
  const { checked, onChange, label, hint, isLabelHidden = false, isDisabled = false } = props
  const box = (
    <RadixCheckbox.Root
      className="check"
      checked={checked === 'mixed' ? 'indeterminate' : checked}
      disabled={isDisabled}
      onCheckedChange={(next) => onChange(next === true)}
    >
      <RadixCheckbox.Indicator asChild>
        {checked === 'mixed' ? <Minus className="icon" /> : <Check className="icon" />}
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  )
  return (
    <Line label={label} hint={hint} isLabelHidden={isLabelHidden}>
      {box}
    </Line>
  )
}

export type SwitchProps = Omit<CheckboxProps, 'checked'> & { readonly checked: boolean }

/** A setting that acts at once. */
export function Switch(props: SwitchProps) {
  const { checked, onChange, label, hint, isLabelHidden = false, isDisabled = false } = props
  const field = useField()
  return (
    <Line label={label} hint={hint} isLabelHidden={isLabelHidden}>
      <RadixSwitch.Root
        {...field}
        className="switch"
        checked={checked}
        disabled={isDisabled}
        onCheckedChange={onChange}
      >
        <RadixSwitch.Thumb className="switch__knob" />
      </RadixSwitch.Root>
    </Line>
  )
}

type LineProps = {
  readonly label: ReactNode
  readonly hint: string | undefined
  readonly isLabelHidden: boolean
  readonly children: ReactNode
}

function Line({ label, hint, isLabelHidden, children }: LineProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child, a button of radix
    <label className="checkline">
      {children}
      <span className={isLabelHidden ? 'sr-only' : undefined}>
        {label}
        {hint !== undefined && <small>{hint}</small>}
      </span>
    </label>
  )
}
