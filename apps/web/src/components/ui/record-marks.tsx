import { cn } from '../cn.ts'
import { componentsText } from '../components-text.ts'
import { signed } from '../signed.ts'
import { labelColourClass } from './label-colour.tsx'

const glyphClass = {
  mention: 'glyph--entity',
  claim: 'glyph--claim',
  stance: 'glyph--stance',
  relation: 'glyph--relation',
  'document-label': 'glyph--label',
}

export type GlyphProps = {
  readonly kind: keyof typeof glyphClass
  /** The label's colour, where the kind has labels. */
  readonly colour?: number
}

/** A kind of record in miniature: the line it draws in the text. */
export function Glyph({ kind, colour }: GlyphProps) {
  return (
    <span
      className={cn('glyph', glyphClass[kind], colour !== undefined && labelColourClass(colour))}
      aria-hidden="true"
    />
  )
}

export type StanceNumber = -2 | -1 | 0 | 1 | 2

const valueClass = { [-2]: 'v-m2', [-1]: 'v-m1', 0: 'v-0', 1: 'v-p1', 2: 'v-p2' }

/** A stance's value: number, sign and colour together. */
export function StanceValue({ value }: { readonly value: StanceNumber }) {
  return (
    <span className={cn('value', valueClass[value])} title={componentsText.stance[value]}>
      {signed(value)}
      <span className="sr-only">, {componentsText.stance[value]}</span>
    </span>
  )
}

export type MonogramProps = { readonly outlet: string; readonly size?: 'md' | 'lg' }

/** An outlet's letter; its name stands beside it. */
export function Monogram({ outlet, size = 'md' }: MonogramProps) {
  return (
    <span className={cn('outlet__m', size === 'lg' && 'outlet__m--lg')} aria-hidden="true">
      {monogramLetter(outlet)}
    </span>
  )
}

/** The letter and the name. */
export function Outlet({ name }: { readonly name: string }) {
  return (
    <span className="outlet">
      <Monogram outlet={name} />
      <span className="clip">{name}</span>
    </span>
  )
}

/** First letter of the name, its article left aside: “The Meridian” is M. */
function monogramLetter(outlet: string): string {
  const name = outlet.trim().replace(/^the\s+(?=\S)/iu, '')
  for (const letter of name) return letter.toLocaleUpperCase()
  return '–'
}
