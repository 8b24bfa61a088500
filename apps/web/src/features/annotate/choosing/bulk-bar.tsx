import type { CodebookLabel, LayerRecord } from '@parallax/domain'
import { ChevronDown, Link2, Link2Off, StickyNote, Tags, Trash2, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button, IconButton } from '../../../components/ui/button.tsx'
import { Field } from '../../../components/ui/field.tsx'
import { Textarea } from '../../../components/ui/input.tsx'
import { LabelDot } from '../../../components/ui/label-colour.tsx'
import { Menu, MenuItem, MenuLabel } from '../../../components/ui/menu.tsx'
import { Popover } from '../../../components/ui/popover.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import { EntityPicker } from '../inspector/entity-field.tsx'
import { offeredLabels } from '../offered-labels.ts'
import { quoted } from '../record-words.ts'
import { choosingText as text } from './choosing-text.ts'
import { useBulk } from './use-bulk.ts'

/** What can be done with the chosen records, under the text; each is one step to undo. */
export function BulkBar() {
  const { records, change, clear } = useBulk()
  const { actions } = useAnnotation()
  if (records.length === 0) return null
  const leave = () => {
    clear()
    actions.focusText()
  }
  return (
    <section
      className="bulkbar pop"
      aria-label={text.bar}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) leave()
      }}
    >
      <b role="status">{text.chosen(records.length)}</b>
      <LabelMenu records={records} change={change} />
      {records.some(({ kind }) => kind === 'mention') && (
        <LinkButtons records={records} change={change} />
      )}
      <NoteButton change={change} />
      <Button look="ghost" onClick={() => change({ kind: 'delete' })}>
        <Trash2 className="icon icon--sm" />
        <span className="bulkbar__word">{text.delete}</span>
      </Button>
      <IconButton label={text.clear} onClick={leave}>
        <X className="icon icon--sm" />
      </IconButton>
    </section>
  )
}

type PartProps = {
  readonly records: readonly LayerRecord[]
  readonly change: ReturnType<typeof useBulk>['change']
}

const slots = { mention: 'entityType', relation: 'relationType' } as const
const kindNames = {
  mention: annotateText.kindMention,
  relation: annotateText.kindRelation,
} as const

function LabelMenu({ records, change }: PartProps) {
  const { annotation } = useAnnotation()
  const kinds = (['mention', 'relation'] as const).filter((kind) =>
    records.some((record) => record.kind === kind),
  )
  if (kinds.length === 0) return null
  return (
    <Menu
      side="top"
      trigger={
        <Button look="ghost">
          <Tags className="icon icon--sm" />
          <span className="bulkbar__word">{text.label}</span>
          <ChevronDown className="icon icon--sm" />
        </Button>
      }
    >
      {kinds.map((of) => (
        <LabelItems
          key={of}
          title={kindNames[of]}
          labels={offeredLabels(annotation.codebook, slots[of])}
          onChoose={(label) => change({ kind: 'label', of, label: label.id })}
        />
      ))}
    </Menu>
  )
}

type LabelItemsProps = {
  readonly title: string
  readonly labels: readonly CodebookLabel[]
  readonly onChoose: (label: CodebookLabel) => void
}

function LabelItems({ title, labels, onChoose }: LabelItemsProps) {
  return (
    <>
      <MenuLabel>{title}</MenuLabel>
      {labels.map((label) => (
        <MenuItem
          key={label.id}
          icon={<LabelDot colour={label.colour} />}
          onSelect={() => onChoose(label)}
        >
          {label.name}
        </MenuItem>
      ))}
    </>
  )
}

function LinkButtons({ records, change }: PartProps) {
  const { annotation } = useAnnotation()
  const first = records.find((record) => record.kind === 'mention')
  const type = first?.kind === 'mention' ? first.data.label : null
  return (
    <>
      <EntityPicker
        label={annotateText.chooseEntity}
        words={first ? quoted(first, annotation) : ''}
        type={type}
        trigger={
          <Button look="ghost">
            <Link2 className="icon icon--sm" />
            <span className="bulkbar__word">{text.link}</span>
          </Button>
        }
        onPick={(entity, before) => change({ kind: 'entity', entity }, before)}
      />
      <Button look="ghost" onClick={() => change({ kind: 'entity', entity: null })}>
        <Link2Off className="icon icon--sm" />
        <span className="bulkbar__word">{text.unlink}</span>
      </Button>
    </>
  )
}

function NoteButton({ change }: Pick<PartProps, 'change'>) {
  const [isOpen, setIsOpen] = useState(false)
  const write = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setIsOpen(false)
    change({ kind: 'note', note: String(new FormData(event.currentTarget).get('note') ?? '') })
  }
  return (
    <Popover
      side="top"
      label={text.note}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button look="ghost">
          <StickyNote className="icon icon--sm" />
          <span className="bulkbar__word">{text.note}</span>
        </Button>
      }
    >
      <form className="form" onSubmit={write}>
        <Field label={text.noteField} hint={text.noteReplaces}>
          <Textarea name="note" rows={3} />
        </Field>
        <Button type="submit" size="sm">
          {text.noteSave}
        </Button>
      </form>
    </Popover>
  )
}
