import { type LabelData, liveRecord, type RecordOf } from '@parallax/domain'
import { type KeyboardEvent, useState } from 'react'
import { EditableText } from '../../components/editable-text.tsx'
import { Checkbox } from '../../components/ui/checkbox.tsx'
import { ColourPicker } from '../../components/ui/colour-picker.tsx'
import { ColourSwatch, type LabelColour } from '../../components/ui/label-colour.tsx'
import { Select } from '../../components/ui/select.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { useTyped } from '../../components/use-typed.ts'
import { useTools } from './codebook-context.ts'
import { labelsOfSet } from './codebook-outline.ts'
import type { CodebookPlace } from './codebook-place.ts'
import { codebookText } from './codebook-text.ts'
import { EndsField } from './ends-field.tsx'
import { Guidance } from './guidance.tsx'
import { freeKey, keyClash } from './label-keys.ts'
import { LabelMenu } from './label-menu.tsx'
import { Section } from './section.tsx'
import { ZonesField } from './zones-field.tsx'

const text = codebookText.label

export type LabelPageProps = {
  readonly record: RecordOf<'label'>
  readonly place: CodebookPlace
}

/** A label in full. */
export function LabelPage({ record, place }: LabelPageProps) {
  const { stream, isOwner, set } = useTools()
  const { id, data } = record
  const slot = liveRecord(stream, 'labelSet', data.labelSet)?.data.slot
  const [refusedKey, setRefusedKey] = useState<string | null>(null)
  return (
    <>
      <header className="cb__title">
        <ColourSwatch colour={data.colour} size="lg" />
        <EditableText
          label={text.name}
          className="cb__name"
          value={data.name}
          maxLength={200}
          isReadOnly={!isOwner}
          onWrite={(name) => set(id, 'name', name)}
        />
        {slot === 'entityType' && <KeyField record={record} onRefused={setRefusedKey} />}
        {isOwner && <LabelMenu record={record} place={place} />}
      </header>
      {refusedKey === null ? (
        <Clash record={record} />
      ) : (
        <RefusedKey record={record} refusedKey={refusedKey} />
      )}
      <Guidance record={record} colour={data.colour} name={data.name} />
      {slot === 'entityType' && (
        <Section title={text.zones} hint={text.zonesHint}>
          <ZonesField kind="mention" />
        </Section>
      )}
      {slot === 'relationType' && <EndsField record={record} />}
      <Colour record={record} />
      {slot !== 'relationType' && <Parent record={record} />}
      {slot === 'entityType' && (
        <div className="cb__field">
          <Checkbox
            label={text.medium}
            hint={text.mediumHint}
            checked={data.medium}
            isDisabled={!isOwner}
            onChange={(isMedium) => set(id, 'medium', isMedium)}
          />
        </div>
      )}
      <div className="cb__field">
        <Switch
          label={text.deprecated}
          hint={text.deprecatedHint}
          checked={data.deprecated}
          isDisabled={!isOwner}
          onChange={(isDeprecated) => set(id, 'deprecated', isDeprecated)}
        />
      </div>
    </>
  )
}

type KeyFieldProps = {
  readonly record: RecordOf<'label'>
  /** Says which key was not taken, and null once one was. */
  readonly onRefused: (key: string | null) => void
}

/** The key of a label. One that does something else already is not taken. */
function KeyField({ record, onRefused }: KeyFieldProps) {
  const tools = useTools()
  const { isOwner, set } = tools
  const { id, data } = record
  const write = (words: string) => {
    const key = words.toLowerCase()
    if (key === (data.key ?? '')) return
    const isTaken = keyClash(siblingsOf(tools, data), id, key) !== undefined
    onRefused(isTaken ? key : null)
    if (!isTaken) set(id, 'key', key === '' ? null : key)
  }
  const typed = useTyped({ value: data.key ?? '', onWrite: write })
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') event.currentTarget.blur()
    if (event.key === 'Escape') typed.drop()
  }
  return (
    <label className="cb__key">
      {text.key}{' '}
      <input
        className="cb__cap"
        aria-label={text.keyField}
        value={typed.words}
        maxLength={1}
        size={1}
        readOnly={!isOwner}
        placeholder="–"
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => typed.type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={typed.write}
      />
    </label>
  )
}

type RefusedKeyProps = { readonly record: RecordOf<'label'>; readonly refusedKey: string }

function RefusedKey({ record, refusedKey }: RefusedKeyProps) {
  const siblings = siblingsOf(useTools(), record.data)
  const clash = keyClash(siblings, record.id, refusedKey)
  if (!clash) return null
  const cap = refusedKey.toUpperCase()
  const free = freeKey(siblings)
  return (
    <p className="hint hint--bad cb__clash" role="status">
      {clash.kind === 'label'
        ? text.keyOfLabel(cap, clash.name)
        : text.keyOfCommand(cap, clash.name)}{' '}
      {free !== null && text.freeKey(free)}
    </p>
  )
}

function siblingsOf(tools: ReturnType<typeof useTools>, { labelSet }: LabelData) {
  return labelsOfSet(tools.stream, labelSet).map(({ id, data }) => ({ id, ...data }))
}

function Clash({ record }: { readonly record: RecordOf<'label'> }) {
  const tools = useTools()
  const clash = keyClash(siblingsOf(tools, record.data), record.id, record.data.key ?? '')
  if (!clash) return null
  return (
    <p className="hint hint--bad cb__clash" role="status">
      {clash.kind === 'label' ? text.clashLabel(clash.name) : text.clashCommand(clash.name)}
    </p>
  )
}

function Colour({ record }: { readonly record: RecordOf<'label'> }) {
  const tools = useTools()
  const { id, data } = record
  const others = siblingsOf(tools, data).filter((label) => label.id !== id)
  const usedBy: Partial<Record<LabelColour, readonly string[]>> = {}
  for (const { colour, name } of others) {
    const key = colour as LabelColour // the label's schema allows 1 to 12
    usedBy[key] = [...(usedBy[key] ?? []), name]
  }
  const sharing = usedBy[data.colour as LabelColour] // as above
  return (
    <Section title={text.colour}>
      <ColourPicker
        label={text.colour}
        value={data.colour}
        usedBy={usedBy}
        isDisabled={!tools.isOwner}
        onChange={(colour) => tools.set(id, 'colour', colour)}
      />
      <p className="hint">{sharing ? text.colourShared(sharing.join(', ')) : text.colourHint}</p>
    </Section>
  )
}

const NO_PARENT = 'none'

/** The label above. Only one that is not itself below this one can be it. */
function Parent({ record }: { readonly record: RecordOf<'label'> }) {
  const tools = useTools()
  const { id, data } = record
  const others = labelsOfSet(tools.stream, data.labelSet).filter(
    (label) => label.id !== id && label.data.parent !== id,
  )
  if (others.length === 0) return null
  const options = [
    { value: NO_PARENT, label: text.noParent },
    ...others.map((label) => ({ value: label.id as string, label: label.data.name })),
  ]
  return (
    <Section title={text.parent}>
      <Select
        label={text.parent}
        className="cb__select"
        options={options}
        value={data.parent ?? NO_PARENT}
        isDisabled={!tools.isOwner}
        onChange={(chosen) => tools.set(id, 'parent', chosen === NO_PARENT ? null : chosen)}
      />
    </Section>
  )
}
