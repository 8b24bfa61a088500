import {
  claimantsOf,
  type DocumentData,
  type EntityId,
  holdersOf,
  type LabelId,
  type LayerRecordKind,
  type PropositionId,
  quoteOf,
  type RecordId,
  type RecordOf,
} from '@parallax/domain'
import type { SurfaceRecord } from './surface-record.ts'

const claimColour = 8
const stanceColour = 9

/**
 * Where painters find the names behind ids, and the document that speaks when nobody else does.
 * Words are looked up when they are drawn, which is seldom for most records of a long document.
 */
export type PaintNames = {
  readonly document: Pick<DocumentData, 'meta'>
  readonly text: string
  readonly entity: (id: EntityId) => string | undefined
  readonly proposition: (id: PropositionId) => string | undefined
  /** Name and colour of a label; undefined for one that is not known yet. */
  readonly label: (id: LabelId) => { readonly name: string; readonly colour: number } | undefined
  /** Whether a record is drawn lighter, such as one of somebody else's layer. */
  readonly isTentative?: (id: RecordId) => boolean
  readonly words: PaintWords
}

/** The words that painters put on chips and in descriptions. */
export type PaintWords = {
  readonly claim: string
  readonly stance: string
  readonly mention: string
  readonly and: string
  readonly outlet: string
  readonly unnamed: string
  /** What stands for a claim that a stance is about. */
  readonly thatClaim: string
  readonly unknown: string
}

/** Plain English. */
export const paintWords: PaintWords = {
  claim: 'Claim',
  stance: 'Stance',
  mention: 'Mention',
  and: 'and',
  outlet: 'the outlet',
  unnamed: 'unnamed source',
  thatClaim: 'a claim',
  unknown: 'unknown',
}

/** What one kind of record looks like in the text; empty for a record that is not drawn there. */
export type Painter<K extends LayerRecordKind> = (
  record: RecordOf<K>,
  names: PaintNames,
) => readonly SurfaceRecord[]

/** One painter for each kind of layer record: a kind without one does not compile. */
export const painters: { readonly [K in LayerRecordKind]: Painter<K> } = {
  mention: paintMention,
  claim: paintClaim,
  stance: paintStance,
  // Relations are listed beside the text; labels of a document belong to all of it.
  relation: () => [],
  documentLabel: () => [],
}

/** The record as the surface draws it; empty when it is deleted or not drawn in the text. */
export function paintRecord<K extends LayerRecordKind>(
  record: RecordOf<K>,
  names: PaintNames,
): readonly SurfaceRecord[] {
  return record.deleted ? [] : painters[record.kind](record, names)
}

function paintMention(
  { id, data }: RecordOf<'mention'>,
  names: PaintNames,
): readonly SurfaceRecord[] {
  const name = () => names.label(data.label)?.name ?? names.words.mention
  return [
    {
      id,
      shape: 'mention',
      parts: data.extent,
      colour: names.label(data.label)?.colour ?? 12,
      tentative: names.isTentative?.(id) ?? false,
      get chip() {
        return name()
      },
      chipValue: null,
      get description() {
        const entity = data.entity ? names.entity(data.entity) : undefined
        return `${name()}: ${entity ?? quoteOf(data.extent, names.text)}`
      },
    },
  ]
}

function paintClaim({ id, data }: RecordOf<'claim'>, names: PaintNames): readonly SurfaceRecord[] {
  const { words } = names
  return [
    {
      id,
      shape: 'claim',
      parts: data.content.evidence,
      colour: claimColour,
      tentative: names.isTentative?.(id) ?? false,
      get chip() {
        return `${words.claim} · ${claimant(data, names)}`
      },
      chipValue: null,
      get description() {
        const said = data.proposition ? names.proposition(data.proposition) : undefined
        const what = said ?? quoteOf(data.content.evidence, names.text)
        return `${words.claim}, ${claimant(data, names)}: ${what}`
      },
    },
  ]
}

function claimant(data: RecordOf<'claim'>['data'], names: PaintNames): string {
  const isOwnVoice = data.report.chain.length === 0
  const { outlet, unnamed } = names.words
  return joined(claimantsOf(data, names.document), names) ?? (isOwnVoice ? outlet : unnamed)
}

function paintStance(
  { id, data }: RecordOf<'stance'>,
  names: PaintNames,
): readonly SurfaceRecord[] {
  const { words } = names
  const what = () => targetName(data.attitude.target, names) ?? words.unknown
  const value = signed(data.value)
  return [
    {
      id,
      shape: 'stance',
      parts: data.evidence,
      colour: stanceColour,
      tentative: names.isTentative?.(id) ?? false,
      get chip() {
        return `${words.stance} · ${holderName(data, names)}, ${what()}`
      },
      chipValue: value,
      get description() {
        return `${words.stance}, ${holderName(data, names)}, ${what()}: ${value}`
      },
    },
  ]
}

function holderName(data: RecordOf<'stance'>['data'], names: PaintNames): string {
  const { holder } = data.attitude
  const { outlet, unnamed } = names.words
  const named = joined(holdersOf(holder, names.document), names)
  return named ?? (holder.kind === 'author' ? outlet : unnamed)
}

type StanceTarget = RecordOf<'stance'>['data']['attitude']['target']

function targetName(target: StanceTarget, names: PaintNames): string | undefined {
  switch (target.kind) {
    case 'entity':
      return names.entity(target.id)
    case 'proposition':
      return names.proposition(target.id)
    case 'claim':
      return names.words.thatClaim
    case 'topic':
      return names.label(target.id)?.name
  }
}

function joined(ids: readonly EntityId[], { entity, words }: PaintNames): string | undefined {
  const known = ids.flatMap((id) => entity(id) ?? [])
  const last = known.at(-1)
  if (last === undefined) return undefined
  return known.length === 1 ? last : `${known.slice(0, -1).join(', ')} ${words.and} ${last}`
}

/** A value of the scale with its sign, as print sets it. */
function signed(value: number): string {
  if (value === 0) return '0'
  return value > 0 ? `+${value}` : `−${-value}`
}
