import type { LayerRecord, RecordId } from '@parallax/domain'
import { Glyph } from '../../../components/ui/record-marks.tsx'
import { Select } from '../../../components/ui/select.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import { titleOf } from '../record-words.ts'
import { typesFor } from '../relation-choices.ts'
import { namingOf } from '../surface-pane.tsx'
import { fieldsText } from './fields-text.ts'
import { WordsField } from './words-field.tsx'

type RelationRecord = Extract<LayerRecord, { kind: 'relation' }>

/** Every field of a relation: its two ends, its type, and the words that show it. */
export function RelationFields({ record }: { readonly record: RelationRecord }) {
  const { annotation, actions } = useAnnotation()
  const { from, to, type, cue } = record.data
  const types = typesFor(record, annotation).map(({ id, name }) => ({
    value: id,
    label: name,
  }))
  return (
    <>
      <section className="insp__sec">
        <h3>{fieldsText.linkFrom}</h3>
        <EndButton id={from} />
      </section>
      <section className="insp__sec">
        <h3>{fieldsText.type}</h3>
        <Select
          label={fieldsText.type}
          options={types}
          value={type}
          onChange={(value) => actions.setRegister(record.id, 'type', value)}
          isDisabled={!annotation.canWrite}
        />
      </section>
      <section className="insp__sec">
        <h3>{fieldsText.linkTo}</h3>
        <EndButton id={to} />
      </section>
      <section className="insp__sec">
        <WordsField
          label={fieldsText.stepCue}
          extent={cue}
          onChange={(value) => actions.setRegister(record.id, 'cue', value)}
        />
      </section>
    </>
  )
}

/** One end of a relation: a press goes there. */
export function EndButton({ id }: { readonly id: RecordId }) {
  const { annotation, actions } = useAnnotation()
  const end = annotation.recordOf(id)
  if (!end) return <p className="muted">{annotateText.unknownRecord}</p>
  return (
    <button type="button" className="prop" onClick={() => actions.open(id)}>
      <span className="row">
        <Glyph
          kind={end.kind === 'stance' ? 'stance' : end.kind === 'claim' ? 'claim' : 'mention'}
        />
        <span className="prop__t clip" dir="auto">
          {titleOf(end, namingOf(annotation))}
        </span>
      </span>
    </button>
  )
}
