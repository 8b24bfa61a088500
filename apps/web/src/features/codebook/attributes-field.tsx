import type { AttributeData, RecordOf } from '@parallax/domain'
import { newId } from '@parallax/sync/new-id'
import { Plus, Trash2 } from 'lucide-react'
import { EditableText } from '../../components/editable-text.tsx'
import { IconButton } from '../../components/ui/button.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Select } from '../../components/ui/select.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { useUndoToast } from '../../components/ui/undo-toast.tsx'
import { useTyped } from '../../components/use-typed.ts'
import { useTools } from './codebook-context.ts'
import { type KindName, labelSetsInOrder, liveOf } from './codebook-outline.ts'
import { codebookText } from './codebook-text.ts'

const text = codebookText.attribute

type Value = AttributeData['value']

/** The project's own fields on one kind of record. */
export function AttributesField({ kind }: { readonly kind: KindName }) {
  const { stream, isOwner, act } = useTools()
  const own = liveOf(stream, 'attribute')
    .filter(({ data }) => data.on === kind)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const add = () => {
    const data = { on: kind, name: text.newName, required: false, value: { kind: 'flag' } }
    const records = [{ id: newId(), kind: 'attribute', data }]
    act({ type: 'codebook.create', args: { records } })
  }
  return (
    <>
      {own.length === 0 && <p className="muted">{codebookText.kind.noAttributes}</p>}
      <ul className="cb__attrs">
        {own.map((record) => (
          <Attribute key={record.id} record={record} />
        ))}
      </ul>
      {isOwner && (
        <button type="button" className="tag tag--dash" onClick={add}>
          <Plus className="icon icon--sm" />
          {text.add}
        </button>
      )}
    </>
  )
}

function Attribute({ record }: { readonly record: RecordOf<'attribute'> }) {
  const { isOwner, set, act } = useTools()
  const showUndo = useUndoToast()
  const { id, data } = record
  const remove = () => {
    if (!act({ type: 'codebook.delete', args: { ids: [id] } })) return
    showUndo({
      text: text.removed(data.name),
      onUndo: () => act({ type: 'codebook.restore', args: { ids: [id] } }),
    })
  }
  return (
    <li>
      <EditableText
        label={text.name}
        className="cb__line grow"
        value={data.name}
        maxLength={200}
        isReadOnly={!isOwner}
        onWrite={(name) => set(id, 'name', name)}
      />
      <ValueFields record={record} />
      <Switch
        label={text.required}
        checked={data.required}
        isDisabled={!isOwner}
        onChange={(required) => set(id, 'required', required)}
      />
      {isOwner && (
        <IconButton size="sm" label={text.remove(data.name)} onClick={remove}>
          <Trash2 className="icon icon--sm" />
        </IconButton>
      )}
    </li>
  )
}

function ValueFields({ record }: { readonly record: RecordOf<'attribute'> }) {
  const { isOwner, set, stream } = useTools()
  const { value } = record.data
  const sets = labelSetsInOrder(stream)
  const write = (next: Value) => set(record.id, 'value', next)
  const kinds = (['flag', 'number', 'text', 'label'] as const)
    .filter((kind) => kind !== 'label' || sets.length > 0)
    .map((kind) => ({ value: kind, label: text.values[kind] }))
  const emptyValue = (kind: Value['kind']): Value | undefined => {
    if (kind === 'number') return { kind, min: 0, max: 10 }
    if (kind !== 'label') return { kind }
    return sets[0] && { kind, labelSet: sets[0].id }
  }
  return (
    <>
      <Select
        label={text.value}
        className="cb__value"
        options={kinds}
        value={value.kind}
        isDisabled={!isOwner}
        onChange={(kind) => {
          const next = emptyValue(kind)
          if (next) write(next)
        }}
      />
      {value.kind === 'label' && (
        <Select
          label={text.labelSet}
          className="cb__value"
          options={sets.map(({ id, data }) => ({ value: id, label: data.name }))}
          value={value.labelSet}
          isDisabled={!isOwner}
          onChange={(labelSet) => write({ kind: 'label', labelSet })}
        />
      )}
      {value.kind === 'number' && <Bounds value={value} onWrite={write} />}
    </>
  )
}

type NumberValue = Extract<Value, { kind: 'number' }>
type BoundsProps = {
  readonly value: NumberValue
  readonly onWrite: (value: NumberValue) => void
}

function Bounds({ value, onWrite }: BoundsProps) {
  const { isOwner } = useTools()
  return (
    <>
      {(['min', 'max'] as const).map((end) => (
        <Bound
          key={end}
          label={text[end]}
          value={value[end]}
          isDisabled={!isOwner}
          onWrite={(next) => onWrite({ ...value, [end]: next })}
        />
      ))}
    </>
  )
}

type BoundProps = {
  readonly label: string
  readonly value: number
  readonly isDisabled: boolean
  readonly onWrite: (value: number) => void
}

function Bound({ label, value, isDisabled, onWrite }: BoundProps) {
  const typed = useTyped({
    value: String(value),
    onWrite: (words) => {
      if (words !== '' && Number.isFinite(Number(words))) onWrite(Number(words))
    },
  })
  return (
    <Input
      className="cb__bound"
      type="number"
      aria-label={label}
      value={typed.words}
      disabled={isDisabled}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onBlur={typed.write}
    />
  )
}
