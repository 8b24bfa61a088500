import type { CorpusEntity, CorpusHead, CorpusItem } from '../corpus/corpus.ts'
import { fieldsOf, listOf, textOf } from '../json/read-json.ts'
import { companionSchema } from '../regions/companion.ts'
import { fromTerms, ownContext, ownPrefix, toTerms } from './terms.ts'

const vocabularyType = `${ownPrefix}Vocabulary`

/** What documents refer to, as one JSON-LD document with one entry a line. */
export function writeVocabulary(head: CorpusHead): string {
  const { labels, attributes, entities, propositions } = head
  const lists = { labels, attributes, entities: entities.map(entityTerms), propositions }
  const fields = Object.entries(lists).map(([name, entries]) => {
    const lines = entries.map((entry) => JSON.stringify(toTerms(entry)))
    return `"${ownPrefix}${name}":[\n${lines.join(',\n')}\n]`
  })
  const face = JSON.stringify({
    '@context': ownContext,
    id: 'urn:parallax:vocabulary',
    type: vocabularyType,
    label: head.name,
  })
  return `${face.slice(0, -1)},\n${fields.join(',\n')}}\n`
}

/** Names of catalogues are anyone's, and so no terms. */
function entityTerms({ externalIds, ...entity }: CorpusEntity) {
  const ids = Object.entries(externalIds).map(([scheme, value]) => ({ scheme, value }))
  return { ...entity, externalIds: ids }
}

/** Whether a JSON-LD document is a vocabulary of ours. */
export function isVocabulary(root: ReadonlyMap<string, unknown>): boolean {
  return root.get('type') === vocabularyType
}

const { labels, attributes, entities, propositions } = companionSchema.shape

/** What an entry of each list is; `undefined` for one that is not as we write it. */
const readers: Readonly<Record<string, (entry: unknown) => CorpusItem | undefined>> = {
  labels: (entry) => {
    const [label] = labels.safeParse([entry]).data ?? []
    return label && { item: 'label', label }
  },
  attributes: (entry) => {
    const [attribute] = attributes.safeParse([entry]).data ?? []
    return attribute && { item: 'attribute', attribute }
  },
  entities: (entry) => {
    const [entity] = entities.safeParse([withExternalIds(entry)]).data ?? []
    return entity && { item: 'entity', entity }
  },
  propositions: (entry) => {
    const [proposition] = propositions.safeParse([entry]).data ?? []
    return proposition && { item: 'proposition', proposition }
  },
}

/** The entries of a vocabulary, one by one. */
export function* readVocabulary(
  root: ReadonlyMap<string, unknown>,
): Generator<CorpusItem | 'unreadable'> {
  for (const [name, read] of Object.entries(readers))
    for (const entry of listOf(root.get(`${ownPrefix}${name}`)))
      yield read(fromTerms(entry)) ?? 'unreadable'
}

function withExternalIds(entry: unknown): unknown {
  const fields = fieldsOf(entry)
  if (!fields) return entry
  const ids = listOf(fields.get('externalIds')).flatMap((each) => {
    const [scheme, value] = ['scheme', 'value'].map((name) => textOf(fieldsOf(each)?.get(name)))
    return scheme === undefined || value === undefined ? [] : [[scheme, value] as const]
  })
  return { ...Object.fromEntries(fields), externalIds: Object.fromEntries(ids) }
}
