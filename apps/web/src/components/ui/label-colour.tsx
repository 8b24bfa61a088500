import { Check } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { cn } from '../cn.ts'
import { componentsText } from '../components-text.ts'

export const LABEL_COLOURS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const
/** One of the twelve label colours, by number. */
export type LabelColour = (typeof LABEL_COLOURS)[number]

/** The class that gives an element and what is in it the colour of a label. */
export function labelColourClass(colour: number): string {
  return `l-${((Math.trunc(colour) + 11) % 12) + 1}`
}

export type ColourSwatchProps = { readonly colour: number; readonly size?: 'md' | 'lg' }

/** A label's colour; its name stands beside it. */
export function ColourSwatch({ colour, size = 'md' }: ColourSwatchProps) {
  return (
    <span
      className={cn('sw', size === 'lg' && 'sw--lg', labelColourClass(colour))}
      aria-hidden="true"
    />
  )
}

/** A dot in a label's colour. */
export function LabelDot({ colour }: { readonly colour: number }) {
  return <span className={cn('dot', labelColourClass(colour))} aria-hidden="true" />
}

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
