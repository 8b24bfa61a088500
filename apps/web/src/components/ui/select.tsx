import { Check, ChevronDown } from 'lucide-react'
import { Select as RadixSelect } from 'radix-ui'
import { useState } from 'react'
import { cn } from '../cn.ts'
import { componentsText } from '../components-text.ts'
import { useNonce } from '../visitor.tsx'
import { useField } from './field.tsx'

export type SelectOption<Value extends string> = {
  readonly value: Value
  readonly label: string
  readonly hint?: string
}

export type SelectProps<Value extends string> = {
  readonly options: readonly SelectOption<Value>[]
  readonly value: Value | undefined
  readonly onChange: (value: Value) => void
  /** Its name where no `Field` gives one. */
  readonly label?: string
  readonly placeholder?: string
  readonly isDisabled?: boolean
  readonly className?: string
}

/** One of several, in a list that opens. For two to five short ones take `Segmented`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onChange, label, placeholder, isDisabled = false, className } = props
  const field = useField()
  const [isNear, setNear] = useState(false)
  const optionOf = (wanted: string | undefined) =>
    options.find((candidate) => candidate.value === wanted)
  const choose = (chosen: string) => {
    const option = optionOf(chosen)
    if (option !== undefined) onChange(option.value)
  }
  const comeNear = () => setNear(true)
  return (
    <RadixSelect.Root value={value ?? ''} onValueChange={choose} disabled={isDisabled}>
      <RadixSelect.Trigger
        {...field}
        onFocus={comeNear}
        onPointerEnter={comeNear}
        aria-label={label}
        className={cn('field field--pick', className)}
        data-invalid={field['aria-invalid']}
      >
        <RadixSelect.Value placeholder={placeholder ?? componentsText.choose}>
          {optionOf(value)?.label}
        </RadixSelect.Value>
        <RadixSelect.Icon asChild>
          <ChevronDown className="icon icon--sm" />
        </RadixSelect.Icon>
      </RadixSelect.Trigger>
      {/* Most lists are never opened: this one is made when somebody comes near it. */}
      {isNear && <SelectList options={options} />}
    </RadixSelect.Root>
  )
}

function SelectList({ options }: { readonly options: readonly SelectOption<string>[] }) {
  const nonce = useNonce()
  return (
    <RadixSelect.Portal>
      <RadixSelect.Content className="pop pop--layer" position="popper" sideOffset={4}>
        <RadixSelect.Viewport className="menu" nonce={nonce}>
          {options.map((option) => (
            <RadixSelect.Item key={option.value} value={option.value} className="menu__item">
              <span className="grow">
                <RadixSelect.ItemText>{option.label}</RadixSelect.ItemText>
                {option.hint !== undefined && <small>{option.hint}</small>}
              </span>
              <RadixSelect.ItemIndicator>
                <Check className="icon icon--sm menu__tick" />
              </RadixSelect.ItemIndicator>
            </RadixSelect.Item>
          ))}
        </RadixSelect.Viewport>
      </RadixSelect.Content>
    </RadixSelect.Portal>
  )
}
