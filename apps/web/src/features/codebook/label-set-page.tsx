import type { RecordOf } from '@parallax/domain'
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { EditableText } from '../../components/editable-text.tsx'
import { Button, IconButton } from '../../components/ui/button.tsx'
import { ColourSwatch } from '../../components/ui/label-colour.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useUndoToast } from '../../components/ui/undo-toast.tsx'
import { useTools } from './codebook-context.ts'
import { labelsOfSet } from './codebook-outline.ts'
import type { CodebookPlace } from './codebook-place.ts'
import { codebookText } from './codebook-text.ts'
import { useMove } from './label-menu.tsx'
import { Section } from './section.tsx'

const text = codebookText.set

export type LabelSetPageProps = {
  readonly record: RecordOf<'labelSet'>
  readonly place: CodebookPlace
}

const choices = [
  { value: 'one' as const, label: text.one },
  { value: 'many' as const, label: text.many },
]

/** A label set: its name, how many may be chosen, its labels in their order. */
export function LabelSetPage({ record, place }: LabelSetPageProps) {
  const { isOwner, set } = useTools()
  const { id, data } = record
  return (
    <>
      <header className="cb__title">
        <EditableText
          label={text.name}
          className="cb__name"
          value={data.name}
          maxLength={200}
          isReadOnly={!isOwner}
          onWrite={(name) => set(id, 'name', name)}
        />
        <span className="muted">{codebookText.slots[data.slot]}</span>
      </header>
      {data.slot === 'documentField' && (
        <Section title={text.select}>
          <Segmented
            label={text.select}
            options={choices}
            value={data.select}
            isDisabled={!isOwner}
            onChange={(select) => set(id, 'select', select)}
          />
        </Section>
      )}
      <Section title={text.labels}>
        <LabelsInOrder record={record} place={place} />
      </Section>
      {isOwner && <RemoveSet record={record} place={place} />}
    </>
  )
}

function LabelsInOrder({ record, place }: LabelSetPageProps) {
  const { stream, isOwner } = useTools()
  const move = useMove()
  const labels = labelsOfSet(stream, record.id)
  if (labels.length === 0) return <p className="muted">{text.none}</p>
  return (
    <ul className="cb__order">
      {labels.map((label, at) => (
        <li key={label.id}>
          <ColourSwatch colour={label.data.colour} />
          <button type="button" className="link grow" onClick={() => place.go(label.id)}>
            {label.data.name}
          </button>
          {isOwner && (
            <>
              <IconButton
                size="sm"
                label={text.moveUp(label.data.name)}
                disabled={at === 0}
                onClick={() => move(label, -1)}
              >
                <ArrowUp className="icon icon--sm" />
              </IconButton>
              <IconButton
                size="sm"
                label={text.moveDown(label.data.name)}
                disabled={at === labels.length - 1}
                onClick={() => move(label, 1)}
              >
                <ArrowDown className="icon icon--sm" />
              </IconButton>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Takes the set out with its labels, while none of them was ever published. */
function RemoveSet({ record, place }: LabelSetPageProps) {
  const { stream, act, latest } = useTools()
  const showUndo = useUndoToast()
  const labels = labelsOfSet(stream, record.id)
  const published = new Set(latest?.content.label.map(({ id }) => id))
  const isKept = labels.some(({ id }) => published.has(id))
  const isBuiltIn = record.data.slot === 'entityType'
  if (isBuiltIn || isKept) return labels.length > 0 ? <p className="hint">{text.keeps}</p> : null
  const ids = [record.id, ...labels.map(({ id }) => id)]
  const remove = () => {
    if (!act({ type: 'codebook.delete', args: { ids } })) return
    place.go(null)
    showUndo({
      text: codebookText.remove.done(record.data.name),
      onUndo: () => act({ type: 'codebook.restore', args: { ids } }),
    })
  }
  return (
    <Button look="bad" onClick={remove}>
      <Trash2 className="icon icon--sm" />
      {text.remove}
    </Button>
  )
}
