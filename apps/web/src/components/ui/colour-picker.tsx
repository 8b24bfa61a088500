import { Check } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { cn } from '../cn.ts'
import { componentsText } from '../components-text.ts'
import { LABEL_COLOURS, type LabelColour, labelColourClass } from './label-colour.tsx'

export type ColourPickerProps = {
  readonly label: string
  readonly value: number
  readonly onChange: (colour: LabelColour) => void
  /** Names of the labels that have a colour already. */
  readonly usedBy?: Readonly<Partial<Record<LabelColour, readonly string[]>>>
  readonly isDisabled?: boolean
}

/** The twelve colours, as a radio group. */
export function ColourPicker(props: ColourPickerProps) {
  const { label, value, onChange, usedBy = {}, isDisabled = false } = props
  return (
    <RadioGroup.Root
      className="colours"
      aria-label={label}
      value={String(value)}
      disabled={isDisabled}
      onValueChange={(chosen) => {
        const colour = LABEL_COLOURS.find((candidate) => String(candidate) === chosen)
        if (colour !== undefined) onChange(colour)
      }}
    >
      {LABEL_COLOURS.map((colour) => (
        <RadioGroup.Item
          key={colour}
          className={cn('sw', labelColourClass(colour))}
          value={String(colour)}
          aria-label={colourName(colour, usedBy[colour])}
          title={colourName(colour, usedBy[colour])}
        >
          <RadioGroup.Indicator asChild>
            <Check className="icon icon--sm" />
          </RadioGroup.Indicator>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}

function colourName(colour: LabelColour, users: readonly string[] | undefined): string {
  const name = componentsText.colours[colour - 1] ?? ''
  return users === undefined || users.length === 0
    ? name
    : componentsText.usedBy(name, users.join(', '))
}
