import { keyed } from '../../components/keyed.ts'
import { isLossless } from '../../components/loss-report/loss-table.ts'
import { Checkbox } from '../../components/ui/checkbox.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Note } from '../../components/ui/states.tsx'
import type { ChosenImport } from './import-choices.ts'
import { LabelFates, PersonFates } from './import-fates.tsx'
import { ImportLosses } from './import-losses.tsx'
import { importText as text } from './import-text.ts'
import type { CurrentImport, ImportPreview } from './use-import.ts'

export type FindingsProps = {
  readonly current: CurrentImport
  readonly preview: ImportPreview
  readonly chosen: ChosenImport
  readonly onChange: (change: Partial<ChosenImport>) => void
}

const facts = [
  'documents',
  'standingDocuments',
  'layers',
  'records',
  'entities',
  'propositions',
] as const

/** What is in a file, and what there is to decide about it. */
export function ImportFindings(props: FindingsProps) {
  const { preview } = props
  return (
    <>
      <dl className="facts imp__facts" aria-label={text.brings}>
        {facts.map((name) => (
          <div key={name}>
            <dt>{text.facts[name]}</dt>
            <dd>{preview[name].toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      {preview.isExact && <Note>{text.exact}</Note>}
      {preview.obstacle !== null && <Note tone="bad">{preview.obstacle}</Note>}
      {preview.publishesEdits && <Note>{text.publishesEdits}</Note>}
      <Problems {...props} />
      {!preview.isExact && <LabelFates {...props} />}
      {!preview.isExact && <PersonFates {...props} />}
      <Standing {...props} />
      {!preview.isExact && <Losses {...props} />}
    </>
  )
}

function Problems({ preview, chosen, onChange }: FindingsProps) {
  const { problems, problemCount } = preview
  if (problemCount === 0) return null
  return (
    <section className="imp__part" aria-label={text.problems.title(problemCount)}>
      <h4 className="h3 is-bad">{text.problems.title(problemCount)}</h4>
      <p className="soft">{text.problems.choose}</p>
      {problemCount > problems.length && (
        <p className="muted">{text.problems.first(problems.length)}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll only what has the focus */}
      <ul className="imp__problems" tabIndex={0}>
        {keyed(problems, ({ file, line, message }) => `${file} ${line} ${message}`).map(
          ({ key, item }) => (
            <li key={key}>
              <b>{text.problems.place(item.file, item.line)}</b> {item.message}
            </li>
          ),
        )}
      </ul>
      <Checkbox
        checked={chosen.withoutBadLines}
        label={text.problems.without}
        onChange={(withoutBadLines) => onChange({ withoutBadLines })}
      />
    </section>
  )
}

const standingOptions = [
  { value: 'add' as const, label: text.standing.add },
  { value: 'skip' as const, label: text.standing.skip },
]

function Standing({ preview, chosen, onChange }: FindingsProps) {
  if (preview.standingDocuments === 0) return null
  return (
    <section className="imp__part">
      <p className="soft">{text.standing.title(preview.standingDocuments)}</p>
      <Segmented
        label={text.standing.label}
        options={standingOptions}
        value={chosen.standingDocuments}
        onChange={(standingDocuments) => onChange({ standingDocuments })}
      />
    </section>
  )
}

function Losses({ current, preview }: FindingsProps) {
  const { losses } = preview
  if (isLossless(losses)) return <p className="muted imp__part">{text.losses.none}</p>
  return (
    <section className="imp__part" aria-label={text.losses.title}>
      <h4 className="h3">{text.losses.title}</h4>
      <ImportLosses report={losses} reasons={current.reasons} file={preview.name} />
    </section>
  )
}
