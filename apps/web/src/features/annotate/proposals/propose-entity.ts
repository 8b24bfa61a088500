import {
  type EntityId,
  isLive,
  isOwnEntity,
  type LabelId,
  type RecordOf,
  recordsOf,
  resolvedEntity,
  type StreamState,
} from '@parallax/domain'

/** An entity that a stretch of text may refer to, and why it is offered. */
export type EntityProposal = {
  readonly entity: RecordOf<'entity'>
  readonly why: 'same-words-here' | 'same-name' | 'alias' | 'similar'
}

/** A linked mention of the open document, as far as proposals need it. */
export type LinkedWords = { readonly words: string; readonly entity: EntityId }

const mostProposals = 30
const rank = { 'same-words-here': 0, 'same-name': 1, alias: 2, similar: 3 }

/**
 * Entities for `words`, best first: those that the same words mean in this document, then by name,
 * then by alias, then those whose name holds all the words. `label` puts its own type first.
 */
export function proposeEntities(
  registry: StreamState,
  words: string,
  { here, label }: { readonly here: readonly LinkedWords[]; readonly label: LabelId | null },
): readonly EntityProposal[] {
  const wanted = folded(words)
  const meantHere = new Set(
    here
      .filter((each) => folded(each.words) === wanted)
      .map(({ entity }) => resolvedEntity(registry, entity)?.id),
  )
  const found = [...recordsOf(registry, 'entity')]
    .filter((entity) => isLive(entity) && isOwnEntity(registry, entity.id as EntityId))
    .flatMap((entity): EntityProposal[] => {
      const why = meantHere.has(entity.id) ? 'same-words-here' : reasonFor(entity, wanted)
      return why ? [{ entity, why }] : []
    })
  const order = ({ entity, why }: EntityProposal) =>
    rank[why] * 2 + (label !== null && entity.data.type !== label ? 1 : 0)
  return found
    .sort((a, b) => order(a) - order(b) || (a.entity.data.name < b.entity.data.name ? -1 : 1))
    .slice(0, mostProposals)
}

function reasonFor(
  { data }: RecordOf<'entity'>,
  wanted: string,
): EntityProposal['why'] | undefined {
  const name = folded(data.name)
  if (name === wanted) return 'same-name'
  const aliases = Object.keys(data.aliases).map(folded)
  if (aliases.includes(wanted)) return 'alias'
  const tokens = wanted.split(' ').filter(Boolean)
  const all = [name, ...aliases].join(' ')
  return tokens.every((token) => all.includes(token)) ? 'similar' : undefined
}

const mostKept = 50_000
const kept = new Map<string, string>()

/**
 * Words without case, accents, leading articles and titles of possession. The same names are asked for
 * with every letter that one types into a picker, so what they fold to is kept.
 */
export function folded(words: string): string {
  const known = kept.get(words)
  if (known !== undefined) return known
  if (kept.size >= mostKept) kept.clear()
  const result = foldedAnew(words)
  kept.set(words, result)
  return result
}

function foldedAnew(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s?\b/g, '')
    .replace(/^(?:the|a|an)\s+/, '')
    .replace(/\s+/g, ' ')
    .trim()
}
