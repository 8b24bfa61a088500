import type { LayerRecord } from '@parallax/domain'
import { Button } from '../../../components/ui/button.tsx'
import { labelColourClass } from '../../../components/ui/label-colour.tsx'
import { Select } from '../../../components/ui/select.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import { BrightButton } from '../filter/bright-button.tsx'
import { HelpButton } from '../help/help-button.tsx'
import { helpLine } from '../help/label-help.tsx'
import { MatchButton } from '../matching/match-button.tsx'
import { offeredLabels } from '../offered-labels.ts'
import { nameOf, quoted } from '../record-words.ts'
import { ChoiceRow } from './choice-row.tsx'
import { EntityDot, EntityPicker } from './entity-field.tsx'
import { Evidence } from './evidence.tsx'
import { fieldsText } from './fields-text.ts'

type MentionRecord = Extract<LayerRecord, { kind: 'mention' }>

/** Every field of a mention. */
export function MentionFields({ record }: { readonly record: MentionRecord }) {
  const { annotation, actions } = useAnnotation()
  const { label, form } = record.data
  const type = annotation.codebook.labels.get(label)
  const isDisabled = !annotation.canWrite
  const types = offeredLabels(annotation.codebook, 'entityType', [label]).map((each) => ({
    value: each.id,
    label: each.name,
    hint: helpLine(each),
  }))
  const setForm = (change: Partial<typeof form>) =>
    actions.setRegister(record.id, 'form', { ...form, ...change })
  return (
    <>
      <Evidence
        record={record}
        className={`evidence--mention ${labelColourClass(type?.colour ?? 12)}`}
      />
      <section className="insp__sec">
        <h3>{fieldsText.entity}</h3>
        <MentionEntity key={record.id} record={record} />
        <div className="insp__ways">
          <BrightButton record={record} />
          {annotation.canWrite && <MatchButton />}
        </div>
      </section>
      <section className="insp__sec">
        <div className="insp__grid">
          <h3>{fieldsText.type}</h3>
          <Select
            label={fieldsText.type}
            options={types}
            value={label}
            onChange={(value) => actions.setRegister(record.id, 'label', value)}
            isDisabled={isDisabled}
          />
          <ChoiceRow
            label={fieldsText.form}
            names={fieldsText.levels}
            value={form.level}
            onChange={(level) =>
              setForm(level === 'PRO' ? { level, figure: 'literal' } : { level })
            }
            isDisabled={isDisabled}
          />
          <ChoiceRow
            label={fieldsText.figure}
            names={fieldsText.figures}
            value={form.figure}
            onChange={(figure) => setForm({ figure })}
            isDisabled={isDisabled || form.level === 'PRO'}
          />
        </div>
        {type && (
          <div className="hint row">
            <span className="grow">{helpLine(type)}</span>
            <HelpButton label={type} />
          </div>
        )}
      </section>
    </>
  )
}

function MentionEntity({ record }: { readonly record: MentionRecord }) {
  const { annotation, actions } = useAnnotation()
  const { entity, label } = record.data
  return (
    <div className="row">
      <EntityPicker
        label={annotateText.chooseEntity}
        words={quoted(record, annotation)}
        type={label}
        trigger={
          <button
            type="button"
            className="prop"
            data-focus="entity"
            disabled={!annotation.canWrite}
          >
            <span className="prop__t" dir="auto">
              {entity && <EntityDot id={entity} />}{' '}
              {entity ? nameOf(entity, annotation) : annotateText.unlinked}
            </span>
          </button>
        }
        onPick={(id, before) => actions.setRegister(record.id, 'entity', id, before)}
      />
      {entity && annotation.canWrite && (
        <Button
          look="ghost"
          size="sm"
          onClick={() => actions.setRegister(record.id, 'entity', null)}
        >
          {fieldsText.unlink}
        </Button>
      )}
    </div>
  )
}
