import {
  type LabelId,
  type RecordId,
  type RecordOf,
  recordsOf,
  type StreamState,
} from '@parallax/domain'
import { foldedName, standsForItself } from './same-names.ts'

const SHOWN_AT_MOST = 50

export type FindOptions = {
  /** Left out: the one that looks for another. */
  readonly except: readonly RecordId[]
  /** Only entities of this type. */
  readonly type?: LabelId
}

/** Entities whose name or alias holds all the words, those that begin with them first. */
export function findEntities(
  registry: StreamState,
  words: string,
  { except, type }: FindOptions,
): readonly RecordOf<'entity'>[] {
  const found = [...recordsOf(registry, 'entity')]
    .filter(standsForItself)
    .filter(({ id, data }) => !except.includes(id) && (type === undefined || data.type === type))
  return best(found, words, ({ data }) => [data.name, ...Object.keys(data.aliases)])
}

/** Propositions whose statement holds all the words. */
export function findPropositions(
  registry: StreamState,
  words: string,
  { except }: FindOptions,
): readonly RecordOf<'proposition'>[] {
  const found = [...recordsOf(registry, 'proposition')]
    .filter(standsForItself)
    .filter(({ id }) => !except.includes(id))
  return best(found, words, ({ data }) => [data.statement])
}

function best<Item>(
  items: readonly Item[],
  words: string,
  namesOf: (item: Item) => readonly string[],
): readonly Item[] {
  const wanted = foldedName(words)
  const tokens = wanted.split(' ')
  return items
    .map((item) => ({ item, names: namesOf(item).map(foldedName) }))
    .filter(({ names }) => names.some((name) => tokens.every((token) => name.includes(token))))
    .map((each) => ({ ...each, isFirst: each.names.some((name) => name.startsWith(wanted)) }))
    .sort(
      (a, b) =>
        Number(b.isFirst) - Number(a.isFirst) || ((a.names[0] ?? '') < (b.names[0] ?? '') ? -1 : 1),
    )
    .slice(0, SHOWN_AT_MOST)
    .map(({ item }) => item)
}
