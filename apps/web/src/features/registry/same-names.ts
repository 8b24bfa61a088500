import {
  type EntityId,
  isLive,
  type PropositionId,
  type RecordId,
  type RecordOf,
  recordsOf,
  type StreamState,
} from '@parallax/domain'

/** Two of the registry that may be one. `words` are the name or alias that they share. */
export type SamePair = {
  readonly kind: 'entity' | 'proposition'
  readonly a: RecordId
  readonly b: RecordId
  readonly words: string
}

/** A key for a pair, the same from either side. */
export function pairKey(a: RecordId, b: RecordId): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`
}

/**
 * Entities of one type that share a name or alias, and propositions that say the same words; case,
 * accents, punctuation and a leading article do not count. Merged and deleted ones are left out.
 * Every pair once, in the order of the words.
 */
export function samePairs(registry: StreamState): readonly SamePair[] {
  return [...samePairsOf(entityNames(registry)), ...samePairsOf(propositionNames(registry))]
}

type Named = {
  readonly kind: SamePair['kind']
  readonly id: RecordId
  /** Only what shares a group can be one. */
  readonly group: string
  readonly words: readonly string[]
}

function entityNames(registry: StreamState): Named[] {
  return [...recordsOf(registry, 'entity')].filter(standsForItself).map(({ id, data }) => ({
    kind: 'entity',
    id,
    group: data.type,
    words: [data.name, ...Object.keys(data.aliases)],
  }))
}

function propositionNames(registry: StreamState): Named[] {
  return [...recordsOf(registry, 'proposition')]
    .filter(standsForItself)
    .map(({ id, data }) => ({ kind: 'proposition', id, group: '', words: [data.statement] }))
}

/** Whether it is live and not merged into another. */
export function standsForItself(record: RecordOf<'entity'> | RecordOf<'proposition'>): boolean {
  return isLive(record) && record.data.redirect === null
}

function samePairsOf(all: readonly Named[]): SamePair[] {
  const found = new Map<string, SamePair>()
  for (const { words, bearers } of byWords(all).values())
    for (const [a, b] of pairsOf(bearers)) {
      const key = pairKey(a.id, b.id)
      if (!found.has(key)) found.set(key, { kind: a.kind, a: a.id, b: b.id, words })
    }
  return [...found.values()].sort((x, y) => compare(x.words, y.words) || compare(x.b, y.b))
}

type Bearers = { readonly words: string; readonly bearers: Set<Named> }

/** Who bears each name, in the order of their ids; `words` as the first of them writes it. */
function byWords(all: readonly Named[]): Map<string, Bearers> {
  const byName = new Map<string, Bearers>()
  for (const named of [...all].sort((a, b) => compare(a.id, b.id)))
    for (const words of named.words) {
      const folded = foldedName(words)
      const key = `${named.group} ${folded}`
      const held = byName.get(key) ?? { words, bearers: new Set() }
      if (folded !== '') byName.set(key, { words: held.words, bearers: held.bearers.add(named) })
    }
  return byName
}

function pairsOf(bearers: Iterable<Named>): (readonly [Named, Named])[] {
  const all = [...bearers]
  return all.flatMap((a, at) => all.slice(at + 1).map((b) => [a, b] as const))
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** A name without case, accents, punctuation and a leading article. */
export function foldedName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^(?:the|a|an) (?=\S)/, '')
}

/** An id of the registry, as the kind that it names. */
export function asEntityId(id: RecordId): EntityId {
  return id as EntityId // the caller knows its kind; ids are told apart by the types only
}

/** As `asEntityId`. */
export function asPropositionId(id: RecordId): PropositionId {
  return id as PropositionId // as above
}
