/** What one column of a layer has. */
export type Column =
  | { readonly kind: 'feature'; readonly name: string }
  /** Only says whether there is an annotation. */
  | { readonly kind: 'presence' }
  /** Roles of links, and in the column behind it what they lead to. */
  | { readonly kind: 'roles'; readonly name: string }
  | { readonly kind: 'targets'; readonly type: string }
  /** The other end of a relation, among annotations of a type. */
  | { readonly kind: 'governor'; readonly type: string }
  | { readonly kind: 'chain-relation' }
  | { readonly kind: 'chain-type' }

export type TsvLayer = {
  readonly kind: 'span' | 'relation' | 'chain'
  /** With its packages. */
  readonly type: string
  readonly columns: readonly Column[]
}

const kinds = new Map([
  ['SP', 'span'],
  ['RL', 'relation'],
  ['CH', 'chain'],
] as const)

/** The first line of a file. */
export const formatLine = '#FORMAT=WebAnno TSV 3.3'

/** The layer that a line of the head tells of, or `undefined` where it tells of none. */
export function readLayer(line: string): TsvLayer | undefined {
  const [, letters, rest = ''] = /^#T_(SP|RL|CH)=(.*)$/.exec(line) ?? []
  const [type = '', ...names] = rest.split('|')
  // The pattern has no other letters.
  const kind = kinds.get(letters as 'SP' | 'RL' | 'CH')
  if (!kind || type === '') return undefined
  if (kind === 'chain')
    return { kind, type, columns: [{ kind: 'chain-relation' }, { kind: 'chain-type' }] }
  return { kind, type, columns: columnsOf(names) }
}

function columnsOf(names: readonly string[]): readonly Column[] {
  const columns = names.map((name, index): Column => {
    if (name.startsWith('ROLE_')) return { kind: 'roles', name: featureOf(name) }
    if (names[index - 1]?.startsWith('ROLE_')) return { kind: 'targets', type: name }
    if (name.startsWith('BT_')) return { kind: 'governor', type: name.slice('BT_'.length) }
    return name === '' ? { kind: 'presence' } : { kind: 'feature', name }
  })
  return columns.length > 0 ? columns : [{ kind: 'presence' }]
}

/** `ROLE_some.Host:links_some.LinkType` is of the feature `links`. */
function featureOf(name: string): string {
  const feature = name.slice(name.indexOf(':') + 1)
  return /^(.+?)_[^_]*\./.exec(feature)?.[1] ?? feature
}

/** A type without the packages before it. */
export function shortName(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1)
}

const dkpro = 'de.tudarmstadt.ukp.dkpro.core.api.'
export const namedEntityType = `${dkpro}ner.type.NamedEntity`

/** What parsers make of a text: words, parts of speech, dependencies. None of it is ours. */
export function isOfParsers(type: string): boolean {
  return (
    type.startsWith(dkpro) &&
    /^(?:segmentation|lexmorph|syntax|metadata|anomaly|transform|structure)\./.test(
      type.slice(dkpro.length),
    )
  )
}
