import {
  type EntityId,
  extentOf,
  type LabelId,
  type LayerRecord,
  type PropositionId,
  type RecordId,
  type TextRange,
} from '@parallax/domain'
import type { Draft } from '@parallax/sync'
import { newId } from '@parallax/sync/new-id'
import { newEntity, newProposition } from '../new-data.ts'
import { withoutPart, withPart } from '../parts.ts'
import { asStatement } from '../proposals/propose-proposition.ts'
import { type CoreActions, type Now, selectedRange } from './core-actions.ts'

type MentionRecord = Extract<LayerRecord, { kind: 'mention' }>

/** Writing the fields of records, and making what they point at on the way. */
export function fieldActions(now: Now, core: CoreActions) {
  const registry = () => ({ kind: 'registry' as const, id: now().annotation.session.registryId })
  /** Writes one register; `before` makes what it points at, in the same gesture. */
  const setRegister = (
    id: RecordId,
    register: string,
    value: unknown,
    before: readonly Draft[] = [],
  ): boolean => {
    const holder = now().annotation.layerOf(id)
    if (!holder || !core.mayChange(id)) return false
    const stream = { kind: 'layer' as const, id: holder.id }
    return core.perform([...before, { stream, type: 'record.set', args: { id, register, value } }])
  }
  const setExtent = (record: LayerRecord, parts: readonly TextRange[]) => {
    const [register, value] = extentRegister(record, parts)
    if (register) setRegister(record.id, register, value)
  }
  const entityDraft = (name: string, type: LabelId): { id: EntityId; draft: Draft } => {
    const id = newId() as EntityId // a fresh id may name an entity
    const args = { id, data: newEntity(name, type) }
    return { id, draft: { stream: registry(), type: 'entity.create', args } }
  }
  const linkMention = (
    mention: RecordId,
    entity: EntityId | null,
    before: readonly Draft[] = [],
  ): void => {
    setRegister(mention, 'entity', entity, before)
    now().set({ asking: null })
    core.focusText()
  }
  return {
    setRegister,
    entityDraft,
    linkMention,
    /** Links a mention to a new entity of the mention's own type. */
    linkNewEntity: (mention: MentionRecord, name: string) => {
      const { id, draft } = entityDraft(name, mention.data.label)
      linkMention(mention.id, id, [draft])
    },
    /** Makes a claim put forward a proposition that is written now. */
    newPropositionFor: (claim: RecordId, words: string): boolean => {
      const id = newId() as PropositionId // a fresh id may name a proposition
      const args = { id, data: newProposition(asStatement(words)) }
      const draft: Draft = { stream: registry(), type: 'proposition.create', args }
      return setRegister(claim, 'proposition', id, [draft])
    },
    /** Adds the selected words to the open record as one more part; false without both. */
    addPart: (): boolean => {
      const { doing, annotation, surface } = now()
      const record = doing.openId && annotation.recordOf(doing.openId)
      const range = selectedRange(now)
      if (!record || !range) return false
      setExtent(record, withPart(extentOf(record), range, annotation.text))
      surface.current?.select(null)
      return true
    },
    removePart: (record: LayerRecord, at: number) =>
      setExtent(record, withoutPart(extentOf(record), at)),
    resize: (id: RecordId, parts: readonly TextRange[]) => {
      const record = now().annotation.recordOf(id)
      if (record) setExtent(record, parts)
    },
  }
}

/** The register that holds a record's extent, with the value that says these parts. */
function extentRegister(
  record: LayerRecord,
  parts: readonly TextRange[],
): readonly [register: string | null, value: unknown] {
  switch (record.kind) {
    case 'mention':
      return ['extent', parts]
    case 'claim':
      return ['content', { ...record.data.content, evidence: parts }]
    case 'stance':
      return ['evidence', parts]
    case 'relation':
      return ['cue', parts.length > 0 ? parts : null]
    case 'documentLabel':
      return [null, null]
  }
}
