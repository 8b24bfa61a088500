import type { CodebookLabel } from '@parallax/domain'
import { helpText } from './help-text.ts'

/** What the codebook says of a label: what it means, how to decide, and what is one and what is none. */
export function LabelHelp({ label }: { readonly label: CodebookLabel }) {
  const { definition, test, positive, negative } = label
  if (!hasHelp(label)) return <p className="muted">{helpText.nothing}</p>
  return (
    <div className="label-help">
      {definition && <p>{definition}</p>}
      {test && (
        <p>
          <b>{helpText.test}</b> {test}
        </p>
      )}
      <Examples title={helpText.positive} examples={positive} />
      <Examples title={helpText.negative} examples={negative} />
    </div>
  )
}

type ExamplesProps = {
  readonly title: string
  readonly examples: CodebookLabel['positive']
}

function Examples({ title, examples }: ExamplesProps) {
  if (examples.length === 0) return null
  return (
    <p>
      <b>{title}</b>{' '}
      {examples.map(({ text, why }) => (
        <span key={text}>
          <q dir="auto">{text}</q> {why}{' '}
        </span>
      ))}
    </p>
  )
}

/** Whether the codebook says anything of a label. */
export function hasHelp({ definition, test, positive, negative }: CodebookLabel): boolean {
  return Boolean(definition || test || positive.length || negative.length)
}

/** The same on a line or two, for menus. */
export function helpLine({ definition, positive }: CodebookLabel): string {
  const [example] = positive
  return [definition, example && `${helpText.positive} “${example.text}”`].filter(Boolean).join(' ')
}
