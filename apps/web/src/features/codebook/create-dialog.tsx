import { type LabelSetData, liveRecord, type RecordId } from '@parallax/domain'
import { newId } from '@parallax/sync/new-id'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Select } from '../../components/ui/select.tsx'
import { type CodebookTools, useTools } from './codebook-context.ts'
import { labelSetsInOrder, labelsOfSet } from './codebook-outline.ts'
import type { CodebookPlace } from './codebook-place.ts'
import { codebookText } from './codebook-text.ts'
import { freeColour, freeKey } from './label-keys.ts'

const text = codebookText.create

export type CreateDialogProps = {
  /** The page that is open: a new label goes into its set. */
  readonly shown: string
  readonly place: CodebookPlace
  readonly onClose: () => void
}

type Making = {
  readonly what: 'label' | 'set'
  readonly labelSet: RecordId | undefined
  readonly slot: LabelSetData['slot']
  readonly select: LabelSetData['select']
}

const whats = [
  { value: 'label' as const, label: text.label },
  { value: 'set' as const, label: text.set },
]

/** Adds a label, or a set of labels, to the draft. */
export function CreateDialog({ shown, place, onClose }: CreateDialogProps) {
  const tools = useTools()
  const formId = useId()
  const [problem, setProblem] = useState<string>()
  const [making, setMaking] = useState<Making>({
    what: 'label',
    labelSet: setOf(tools, shown),
    slot: 'topic',
    select: 'one',
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    if (name === '') return setProblem(text.missing)
    const record =
      making.what === 'set' ? newSet(tools, making, name) : newLabel(tools, making, name)
    if (!record) return setProblem(text.noSets)
    const isMade = tools.act({ type: 'codebook.create', args: { records: [record] } })
    if (isMade) place.go(record.id)
    onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={text.title}
      foot={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" form={formId} look="primary">
            {text.confirm}
          </Button>
        </>
      }
    >
      <form id={formId} className="form" noValidate onSubmit={submit}>
        <Segmented
          label={text.what}
          options={whats}
          value={making.what}
          isFilling
          onChange={(what) => setMaking({ ...making, what })}
        />
        <Field label={text.name} error={problem}>
          <Input name="name" maxLength={200} autoComplete="off" />
        </Field>
        <Where making={making} onChange={setMaking} />
      </form>
    </Dialog>
  )
}

type WhereProps = { readonly making: Making; readonly onChange: (making: Making) => void }

const slots = (['topic', 'documentField', 'relationType', 'entityType'] as const).map((value) => ({
  value,
  label: text.slots[value],
}))
const selects = [
  { value: 'one' as const, label: codebookText.set.one },
  { value: 'many' as const, label: codebookText.set.many },
]

function Where({ making, onChange }: WhereProps) {
  const { stream } = useTools()
  if (making.what === 'label')
    return (
      <Field label={text.labelSet}>
        <Select
          options={labelSetsInOrder(stream).map(({ id, data }) => ({
            value: id,
            label: data.name,
          }))}
          value={making.labelSet}
          onChange={(labelSet) => onChange({ ...making, labelSet })}
        />
      </Field>
    )
  return (
    <>
      <Field label={text.slot}>
        <Select
          options={slots}
          value={making.slot}
          onChange={(slot) => onChange({ ...making, slot })}
        />
      </Field>
      {making.slot === 'documentField' && (
        <Segmented
          label={text.select}
          options={selects}
          value={making.select}
          onChange={(select) => onChange({ ...making, select })}
        />
      )}
    </>
  )
}

/** The set of the page that is open, or the first. */
function setOf({ stream }: CodebookTools, shown: string): RecordId | undefined {
  const sets = labelSetsInOrder(stream)
  const id = shown as RecordId // looked up below; a word that is no id is not found
  const label = liveRecord(stream, 'label', id)
  const open = sets.find((set) => set.id === id || set.id === label?.data.labelSet)
  return (open ?? sets[0])?.id
}

function newSet({ stream }: CodebookTools, { slot, select }: Making, name: string) {
  const rank = labelSetsInOrder(stream).length
  const many = slot === 'topic' ? 'many' : 'one'
  const data = { slot, name, select: slot === 'documentField' ? select : many, rank }
  return { id: newId(), kind: 'labelSet', data }
}

function newLabel({ stream }: CodebookTools, { labelSet }: Making, name: string) {
  const set = labelSet && liveRecord(stream, 'labelSet', labelSet)
  if (!set) return undefined
  const labels = labelsOfSet(stream, set.id).map(({ data }) => data)
  const data = {
    labelSet: set.id,
    name,
    definition: '',
    test: '',
    positive: [],
    negative: [],
    parent: null,
    colour: freeColour(labels),
    key: set.data.slot === 'entityType' ? freeKey(labels) : null,
    deprecated: false,
    rank: Math.max(-1, ...labels.map(({ rank }) => rank)) + 1,
    medium: false,
    ends: set.data.slot === 'relationType' ? newEnds : null,
  }
  return { id: newId(), kind: 'label', data }
}

const newEnds = {
  from: ['claim', 'stance'],
  to: ['claim', 'stance'],
  fromTypes: null,
  toTypes: null,
  directed: true,
}
