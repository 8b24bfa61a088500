import {
  type Chain,
  type ClaimData,
  type DocumentLabelData,
  deriveId,
  type EntityId,
  type LabelId,
  type LayerId,
  type MentionData,
  type PropositionId,
  type RecordId,
  type RelationData,
  type StanceData,
  type Target,
} from '@parallax/domain'
import { findExtent } from './find-place.ts'
import type {
  ClaimNote,
  LayerNotes,
  MentionNote,
  RelationNote,
  StanceNote,
  StepNote,
} from './layer-notes.ts'
import { type EntityName, entities, propositions, type TypeCode } from './sample-vocabulary.ts'

/** Ids of what layers refer to, by the names that notes use. */
export type SampleIds = {
  readonly type: (code: TypeCode) => LabelId
  readonly topic: (name: string) => LabelId
  readonly genre: (name: string) => LabelId
  readonly genreField: RecordId
  readonly relationType: (name: string) => LabelId
  readonly entity: (name: EntityName) => EntityId
  readonly proposition: (name: string) => PropositionId
}

/** A record as `records.create` takes it. */
export type NewLayerRecord = { readonly id: RecordId; readonly kind: string; readonly data: object }

const own = { origin: { kind: 'human' as const }, note: '', attrs: {} }

type Writing = { readonly layer: LayerId; readonly text: string; readonly ids: SampleIds }

/** The records that an analyst's notes describe, each after those that it needs. */
export function layerRecords(notes: LayerNotes, writing: Writing): readonly NewLayerRecord[] {
  const { layer, ids } = writing
  const named = <Note>(notesByName: Readonly<Record<string, Note>>) => Object.entries(notesByName)
  return [
    ...notes.mentions.map((note, index) => ({
      id: deriveId(layer, `mention ${index}`),
      kind: 'mention',
      data: mentionOf(note, writing),
    })),
    ...named(notes.claims).map(([name, note]) => ({
      id: idOf(layer, name),
      kind: 'claim',
      data: claimOf(note, writing),
    })),
    ...named(notes.stances).map(([name, note]) => ({
      id: idOf(layer, name),
      kind: 'stance',
      data: stanceOf(note, writing),
    })),
    ...notes.relations.map((note) => ({
      id: idOf(layer, `${note.from} ${note.type} ${note.to}`),
      kind: 'relation',
      data: relationOf(note, writing),
    })),
    { id: idOf(layer, 'genre'), kind: 'documentLabel', data: genreOf(notes, ids) },
  ]
}

function idOf(layer: LayerId, name: string): RecordId {
  return deriveId(layer, `note ${name}`)
}

function mentionOf([name, place, form]: MentionNote, { text, ids }: Writing): MentionData {
  const isEntity = (word: string): word is EntityName => Object.hasOwn(entities, word)
  const level = form === 'NOM' || form === 'PRO' ? form : 'NAM'
  const figure = form === 'metonym' ? 'metonym' : 'literal'
  return {
    ...own,
    extent: findExtent(text, place),
    label: ids.type(isEntity(name) ? entities[name].type : name),
    form: { level, figure },
    entity: isEntity(name) ? ids.entity(name) : null,
  }
}

function claimOf(note: ClaimNote, writing: Writing): ClaimData {
  const { text, ids } = writing
  const { evidence, says, condition, topics, chain = [], rendering, relay } = note
  const isOwn = chain.length === 0
  return {
    ...own,
    note: note.note ?? '',
    content: {
      evidence: findExtent(text, evidence),
      condition: condition === undefined ? null : findExtent(text, condition),
    },
    report: {
      chain: chainOf(chain, writing),
      rendering: isOwn ? 'own' : (rendering ?? 'indirect'),
      relay: isOwn ? null : (relay ?? 'neutral'),
    },
    proposition: says && ids.proposition(says),
    polarity: note.polarity ?? 'positive',
    certainty: note.certainty ?? 'certain',
    act: note.act ?? 'assertive',
    tense: note.tense ?? 'present',
    saidOn: note.saidOn ?? null,
    topics: (topics ?? (says ? [propositions[says][1]] : [])).map(ids.topic),
    checkworthiness: note.checkworthiness ?? 'minor',
  }
}

function chainOf(steps: readonly StepNote[], { text, ids }: Writing): Chain {
  return steps.map(({ sources, at, cue, medium, to = [] }) => ({
    sources: sources.map(ids.entity),
    sourceExtent: at === undefined ? null : findExtent(text, at),
    cue: cue === undefined ? null : findExtent(text, cue),
    medium: medium === undefined ? null : ids.entity(medium),
    addressees: to.map(ids.entity),
  }))
}

function stanceOf(note: StanceNote, writing: Writing): StanceData {
  const { layer, text, ids } = writing
  const { holder, evidence, chain = [], claim, value, explicitness } = note
  return {
    ...own,
    attitude: {
      holder:
        typeof holder === 'string'
          ? { kind: holder }
          : { kind: 'entities', ids: holder.map(ids.entity) },
      target: targetOf(note.target, writing),
      chain: chainOf(chain, writing),
    },
    value,
    explicitness,
    evidence: findExtent(text, evidence),
    claim: claim === undefined ? null : idOf(layer, claim),
  }
}

function targetOf(target: StanceNote['target'], { layer, ids }: Writing): Target {
  if ('entity' in target) return { kind: 'entity', id: ids.entity(target.entity) }
  if ('proposition' in target)
    return { kind: 'proposition', id: ids.proposition(target.proposition) }
  if ('topic' in target) return { kind: 'topic', id: ids.topic(target.topic) }
  return { kind: 'claim', id: idOf(layer, target.claim) }
}

function relationOf({ type, from, to, cue }: RelationNote, writing: Writing): RelationData {
  const { layer, text, ids } = writing
  return {
    ...own,
    type: ids.relationType(type),
    from: idOf(layer, from),
    to: idOf(layer, to),
    cue: cue === undefined ? null : findExtent(text, cue),
  }
}

function genreOf({ genre }: LayerNotes, ids: SampleIds): DocumentLabelData {
  return { ...own, field: ids.genreField, values: [ids.genre(genre)] }
}
