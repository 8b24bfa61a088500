import { cn } from '../cn.ts'

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
