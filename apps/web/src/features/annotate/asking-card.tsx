import { hullOf, type Refusal, type TextRange, zoneKinds } from '@parallax/domain'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { refusalSentence } from '../../components/refusal-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { Kbd } from '../../components/ui/kbd.tsx'
import { LabelDot } from '../../components/ui/label-colour.tsx'
import { PickList } from '../../components/ui/pick-list.tsx'
import { type Asking, useAnnotate, useAnnotation } from './annotate-context.ts'
import { annotateText } from './annotate-text.ts'
import type { Annotation } from './annotation.ts'
import { EntityList } from './entity-list.tsx'
import { Floating } from './floating.tsx'
import { narrowScreen } from './layout/use-media.ts'
import { quoted } from './record-words.ts'
import { relationChoices } from './relation-choices.ts'

/** The one small question that a key may raise, at its place in the text. Escape leaves it open. */
export function AskingCard() {
  const { annotation, doing, actions } = useAnnotate()
  const { asking } = doing
  const range = asking && rangeOf(asking, annotation)
  const isGone = asking !== null && !range
  useEffect(() => {
    // The document: what was asked about is gone, refused by the server or deleted by a colleague.
    if (isGone) actions.ask(null)
  }, [isGone, actions])
  if (!asking || !range) return null
  return (
    <Floating range={range} docksOn={narrowScreen}>
      <div className="pop pop--layer menu combo">
        <Question asking={asking} />
      </div>
    </Floating>
  )
}

function Question({ asking }: { readonly asking: Asking }) {
  switch (asking.kind) {
    case 'entity':
      return <EntityQuestion mention={asking.mention} />
    case 'zone':
      return <ZoneQuestion range={asking.range} />
    case 'target':
      return <TargetQuestion range={asking.range} />
    case 'relation-type':
      return <RelationQuestion from={asking.from} to={asking.to} />
  }
}

function EntityQuestion({ mention }: Pick<Extract<Asking, { kind: 'entity' }>, 'mention'>) {
  const { annotation, actions } = useAnnotation()
  const record = annotation.recordOf(mention)
  if (record?.kind !== 'mention') return null
  return (
    <EntityList
      words={quoted(record, annotation)}
      label={record.data.label}
      onPick={(entity) => actions.linkMention(mention, entity)}
      onCreate={(name) => actions.linkNewEntity(record, name)}
      onCancel={() => {
        actions.ask(null)
        actions.focusText()
      }}
    />
  )
}

function TargetQuestion({ range }: { readonly range: TextRange }) {
  const { annotation, actions } = useAnnotation()
  return (
    <EntityList
      words={annotation.text.slice(range.startUtf16, range.endUtf16)}
      label={null}
      onPick={(entity) => actions.stanceOnEntity(range, entity)}
      onCreate={(name, type) => {
        const { id, draft } = actions.entityDraft(name, type)
        actions.stanceOnEntity(range, id, [draft])
      }}
      onCancel={() => {
        actions.ask(null)
        actions.focusText()
      }}
    />
  )
}

function ZoneQuestion({ range }: { readonly range: TextRange }) {
  const { actions } = useAnnotation()
  const options = zoneKinds.map((kind, index) => ({
    id: kind,
    name: annotateText.zoneKinds[kind],
    keyCap: String(index + 1),
    run: () => actions.setZone(range, kind),
  }))
  return <ShortList title={annotateText.zoneTitle} options={options} />
}

function RelationQuestion({ from, to }: Omit<Extract<Asking, { kind: 'relation-type' }>, 'kind'>) {
  const { annotation, actions } = useAnnotation()
  const choices = relationChoices(annotation, from, to)
  const fitting = choices.filter(({ refusal }) => refusal === null)
  const refusal = choices[0]?.refusal
  if (fitting.length === 0) return <NoRelation refusal={refusal ?? null} />
  const options = fitting.map(({ label, ordinal }) => ({
    id: label.id,
    name: label.name,
    keyCap: ordinal < 10 ? String(ordinal) : null,
    colour: label.colour,
    run: () => actions.relate(from, to, label.id),
  }))
  return <ShortList title={annotateText.linkType} options={options} />
}

/** Why two records cannot be related in any way. */
function NoRelation({ refusal }: { readonly refusal: Refusal | null }) {
  const { actions } = useAnnotation()
  const isOther = refusal !== null && refusal.code !== 'relation-not-allowed'
  const close = () => {
    actions.ask(null)
    actions.focusText()
  }
  return (
    <div className="menu__none" role="alert">
      <p>{isOther ? refusalSentence(refusal).what : annotateText.noLinkFits}</p>
      <Button size="sm" autoFocus onClick={close} onKeyDown={(event) => onEscape(event, close)}>
        {annotateText.closeQuestion}
      </Button>
    </div>
  )
}

function onEscape(event: KeyboardEvent, close: () => void): void {
  if (event.key !== 'Escape') return
  event.preventDefault()
  event.stopPropagation()
  close()
}

type ShortOption = {
  readonly id: string
  readonly name: string
  /** The number that chooses it. */
  readonly keyCap: string | null
  readonly colour?: number
  readonly run: () => void
}

/** A few options, each with a number key. */
function ShortList({ title, options }: { title: string; options: readonly ShortOption[] }) {
  const { actions } = useAnnotation()
  const [typed, setTyped] = useState('')
  const sought = typed.trim().toLocaleLowerCase()
  const fitting = options.filter(({ name }) => name.toLocaleLowerCase().includes(sought))
  return (
    <PickList
      label={title}
      typed={typed}
      onType={setTyped}
      options={fitting.map((option) => ({ ...option, content: <ShortLine {...option} /> }))}
      onKey={(event) => {
        const chosen = options.find(({ keyCap }) => keyCap === event.key)
        if (event.key !== 'Escape' && !chosen) return false
        event.preventDefault()
        event.stopPropagation()
        if (chosen) chosen.run()
        else {
          actions.ask(null)
          actions.focusText()
        }
        return true
      }}
    />
  )
}

function ShortLine({ name, keyCap, colour }: ShortOption) {
  return (
    <>
      {colour !== undefined && <LabelDot colour={colour} />}
      <span className="grow">{name}</span>
      {keyCap !== null && <Kbd aria-hidden="true">{keyCap}</Kbd>}
    </>
  )
}

function rangeOf(asking: Asking, { recordOf }: Annotation): TextRange | null {
  if (asking.kind === 'zone' || asking.kind === 'target') return asking.range
  const record = recordOf(asking.kind === 'entity' ? asking.mention : asking.to)
  if (!record) return null
  switch (record.kind) {
    case 'mention':
      return hullOf(record.data.extent) ?? null
    case 'claim':
      return hullOf(record.data.content.evidence) ?? null
    case 'stance':
      return hullOf(record.data.evidence) ?? null
    default:
      return null
  }
}
