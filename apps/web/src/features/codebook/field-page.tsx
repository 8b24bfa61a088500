import type { RecordOf } from '@parallax/domain'
import { useTools } from './codebook-context.ts'
import { liveOf } from './codebook-outline.ts'
import { codebookText } from './codebook-text.ts'
import { Guidance } from './guidance.tsx'

const NEUTRAL = 12
const CLAIM = 8
const STANCE = 9

/** The colour of the kind of record that a scale belongs to. */
const colours: Readonly<Record<string, number>> = {
  polarity: CLAIM,
  certainty: CLAIM,
  act: CLAIM,
  rendering: CLAIM,
  relay: CLAIM,
  checkworthiness: CLAIM,
  value: STANCE,
  explicitness: STANCE,
}

/** A fixed scale: what each of its values means in this project. */
export function FieldPage({ field }: { readonly field: string }) {
  const scale = codebookText.scales[field]
  return (
    <>
      <header className="cb__title">
        <h2 className="cb__name">{scale?.name ?? field}</h2>
      </header>
      <p className="cb__field cb__lede">{codebookText.field.lede}</p>
      <ValueTexts field={field} />
    </>
  )
}

/** The texts of a scale's values, one under the other. */
export function ValueTexts({ field }: { readonly field: string }) {
  const { stream } = useTools()
  const scale = codebookText.scales[field]
  const order = Object.keys(scale?.values ?? {})
  // Points of a scale go up; words stand in the order of the list.
  const placeOf = ({ data }: RecordOf<'guideline'>) =>
    field === 'value' ? Number(data.value) : order.indexOf(data.value)
  const texts = liveOf(stream, 'guideline')
    .filter(({ data }) => data.field === field)
    .sort((a, b) => placeOf(a) - placeOf(b))
  return texts.map((record) => {
    const name = scale?.values[record.data.value] ?? record.data.value
    return (
      <article key={record.id} className="cb__value-text">
        <h3 className="h2">{name}</h3>
        <Guidance record={record} colour={colours[field] ?? NEUTRAL} name={name} />
      </article>
    )
  })
}
