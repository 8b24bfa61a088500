import { Switch as RadixSwitch } from 'radix-ui'
import { CheckLine } from './check-line.tsx'
import type { CheckboxProps } from './checkbox.tsx'
import { useField } from './field.tsx'

export type SwitchProps = Omit<CheckboxProps, 'checked'> & { readonly checked: boolean }

/** A setting that acts at once. */
export function Switch(props: SwitchProps) {
  const { checked, onChange, label, hint, isLabelHidden = false, isDisabled = false } = props
  const field = useField()
  return (
    <CheckLine label={label} hint={hint} isLabelHidden={isLabelHidden}>
      <RadixSwitch.Root
        {...field}
        className="switch"
        checked={checked}
        disabled={isDisabled}
        onCheckedChange={onChange}
      >
        <RadixSwitch.Thumb className="switch__knob" />
      </RadixSwitch.Root>
    </CheckLine>
  )
}
