import {
  type Codebook,
  type EntityId,
  isAnnotatable,
  type LabelId,
  type LayerRecord,
  type RecordId,
  type RecordOf,
  type TextRange,
  type Zone,
  zoneKindAt,
} from '@parallax/domain'
import { seekSameWords, type TextMemory } from '@parallax/find'

/** What is to be tagged everywhere, and how. */
export type MatchSource = {
  readonly words: string
  readonly label: LabelId
  readonly entity: EntityId | null
  readonly form: RecordOf<'mention'>['data']['form']
}

/** One more place of the words. */
export type Match = {
  readonly range: TextRange
  /** A mention of this place that is there already and only has to be linked; else a new one is made. */
  readonly unlinked: RecordId | null
  /** Another label that the very place has already: such a match is not chosen at first. */
  readonly otherLabel: LabelId | null
}

export type MatchSetting = {
  readonly text: string
  /** What is known of the text from being asked before. */
  readonly memory?: TextMemory
  readonly zones: readonly Zone[]
  readonly codebook: Codebook
  /** Records near a place. */
  readonly over: (startUtf16: number, endUtf16: number) => readonly LayerRecord[]
  /** Whether a record stands in the layer that would be written. */
  readonly isOwn: (id: RecordId) => boolean
}

export type MatchOptions = {
  readonly isCaseSensitive: boolean
  readonly withBoilerplate: boolean
  readonly isLinking: boolean
}

/**
 * Where else the words stand and may be tagged: not where they are tagged in the same way already,
 * nor in parts of the page that the codebook keeps free. Gives `undefined` wherever one may rest.
 */
export function* seekMatches(
  source: MatchSource,
  setting: MatchSetting,
  options: MatchOptions,
): Generator<Match | undefined, void> {
  const { text, zones, codebook, memory } = setting
  const entity = options.isLinking ? source.entity : null
  const seek = seekSameWords(source.words, { matchCase: options.isCaseSensitive })
  const isFree = (range: TextRange) =>
    isAnnotatable(range, 'mention', { zones }, codebook) &&
    (options.withBoilerplate || zoneKindAt(zones, range) !== 'boilerplate')
  for (const range of seek(text, memory ? { memory } : {}))
    yield range && isFree(range) ? matchAt(range, { ...source, entity }, setting) : undefined
}

function matchAt(
  range: TextRange,
  { label, entity }: MatchSource,
  { over, isOwn }: MatchSetting,
): Match | undefined {
  const here = over(range.startUtf16, range.endUtf16).filter(
    (record): record is RecordOf<'mention'> =>
      record.kind === 'mention' && isOwn(record.id) && isExactly(record.data.extent, range),
  )
  if (here.some(({ data }) => entity !== null && data.entity === entity)) return undefined
  const same = here.find(({ data }) => data.label === label)
  if (same) {
    const isToLink = entity !== null && same.data.entity === null
    return isToLink ? { range, unlinked: same.id, otherLabel: null } : undefined
  }
  return { range, unlinked: null, otherLabel: here[0]?.data.label ?? null }
}

function isExactly(extent: readonly TextRange[], range: TextRange): boolean {
  const [only, more] = extent
  return (
    more === undefined && only?.startUtf16 === range.startUtf16 && only.endUtf16 === range.endUtf16
  )
}
