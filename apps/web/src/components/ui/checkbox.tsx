import { Check, Minus } from 'lucide-react'
import { Checkbox as RadixCheckbox } from 'radix-ui'
import type { ReactNode } from 'react'
import { CheckLine } from './check-line.tsx'

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
    <CheckLine label={label} hint={hint} isLabelHidden={isLabelHidden}>
      {box}
    </CheckLine>
  )
}
