import type { CorpusHead, CorpusLabel, CorpusLayer } from '../corpus/corpus.ts'
import { attributePrefix } from '../corpus/facets.ts'
import { escapeField, unescapeField } from './escape.ts'
import { spanTypeOf } from './roles.ts'
import type { SafeNames } from './safe-names.ts'
import { wordsOf } from './values.ts'

/** The first line of the `annotation.conf` of a folder that we wrote. */
export const marker = '# Parallax brat 1'

/** A folder inside ours, and whose annotation it holds; texts with the shared one are outside. */
export type LayerFolder = Pick<CorpusLayer, 'kind' | 'annotator'> & { readonly folder: string }

/** What of the codebook brat is told: which types there are, and what may be said of them. */
export function annotationConf(
  { labels, attributes }: CorpusHead,
  names: SafeNames,
  folders: readonly LayerFolder[],
): string {
  const inSlot = (slot: CorpusLabel['slot']) => labels.filter((label) => label.slot === slot)
  const relations = inSlot('relationType').map(({ name }) => names.of(name))
  const own = attributes.map(({ name }) => names.of(attributePrefix + name))
  const steps = [1, 2, 3, 4].flatMap((step) => [`Source${step}?:Source`, `Cue${step}?:Cue`])
  return lines([
    marker,
    ...folders.map(({ folder, kind, annotator }) =>
      [`# layer\t${folder}`, kind, escapeField(annotator ?? '')].join('\t'),
    ),
    '[entities]',
    ...tree(inSlot('entityType'), names),
    ...['source.1', 'cue.1', 'condition'].map(spanTypeOf),
    '[relations]',
    ...relations.map((type) => `${type}\tArg1:<ANY>, Arg2:<ANY>`),
    '[events]',
    `Claim\t${['Condition?:Condition', ...steps].join(', ')}`,
    `Stance\t${['Target?:<EVENT>', 'Claim?:<EVENT>', ...steps].join(', ')}`,
    ...relations.map((type) => `${type}\tArg1:<ANY>, Arg2:<ANY>`),
    '[attributes]',
    ...Object.entries(wordsOf).map(([name, words]) => `${name}\tArg:<ANY>, Value:${words}`),
    ...[...new Set(own)].map((name) => `${name}\tArg:<ANY>`),
  ])
}

/** How brat shows names that it cannot have as types; also how we know them again. */
export function visualConf(names: SafeNames): string {
  return lines([
    '[labels]',
    ...names.renamed.map(([safe, original]) => `${safe} | ${escapeField(original)}`),
    '[drawing]',
    'SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken',
    'ARC_DEFAULT\tcolor:black, arrowHead:triangle-5',
    'ATTRIBUTE_DEFAULT\tglyph:*',
  ])
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}

/** Labels with those under them further in, as brat shows a hierarchy. */
function tree(labels: readonly CorpusLabel[], names: SafeNames): readonly string[] {
  const known = new Set(labels.map(({ name }) => name))
  const told = new Set<string>()
  const under = (parent: string | null, depth: number): readonly string[] =>
    labels.flatMap((label) => {
      const own = label.parent !== null && known.has(label.parent) ? label.parent : null
      if (own !== parent || told.has(label.name)) return []
      told.add(label.name)
      return ['\t'.repeat(depth) + names.of(label.name), ...under(label.name, depth + 1)]
    })
  return under(null, 0)
}

/** What `annotation.conf` says of types, and of folders where it is ours. */
export type ReadConf = {
  readonly isOurs: boolean
  readonly folders: readonly LayerFolder[]
  /** Types of spans and of relations with the type above them. */
  readonly entityTypes: readonly ConfType[]
  readonly relationTypes: readonly ConfType[]
}
export type ConfType = { readonly name: string; readonly parent: string | null }

export function readAnnotationConf(text: string): ReadConf {
  const all = text.split('\n').map((line) => line.replace(/\r$/, ''))
  const isOurs = all[0] === marker
  return {
    isOurs,
    folders: isOurs ? all.flatMap(folderOf) : [],
    entityTypes: typesIn('entities', all),
    relationTypes: typesIn('relations', all),
  }
}

function folderOf(line: string): LayerFolder[] {
  const [head, folder, kind, annotator = ''] = line.split('\t')
  if (head !== '# layer' || folder === undefined) return []
  if (kind !== 'annotator' && kind !== 'adjudicated' && kind !== 'shared') return []
  return [{ folder, kind, annotator: annotator === '' ? null : unescapeField(annotator) }]
}

/** The deepest hierarchy that one follows. */
const mostDepth = 100

function typesIn(section: string, all: readonly string[]): readonly ConfType[] {
  const types = new Map<string, ConfType>()
  const above: (string | undefined)[] = []
  let isInside = false
  for (const line of all) {
    const heading = /^\[([a-z]+)\]\s*$/.exec(line)
    if (heading) isInside = heading[1] === section
    const found = heading || !isInside ? null : /^(\t*)!?([^\s#<!|-][^\s|]*)/.exec(line)
    const depth = found?.[1]?.length ?? 0
    const name = found?.[2]
    if (name === undefined || depth > mostDepth) continue
    above.length = depth
    above[depth] = name
    if (!types.has(name)) types.set(name, { name, parent: above[depth - 1] ?? null })
  }
  return [...types.values()]
}

/** What safe names stand for. */
export function readVisualConf(text: string): ReadonlyMap<string, string> {
  const labels = text.slice(text.indexOf('[labels]'), text.indexOf('[drawing]'))
  const pairs = labels.split('\n').flatMap((line): [string, string][] => {
    const [safe = '', original] = line.split(' | ')
    return original === undefined ? [] : [[safe, unescapeField(original)]]
  })
  return new Map(pairs)
}
