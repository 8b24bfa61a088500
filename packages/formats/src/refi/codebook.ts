import type {
  Annotation,
  AnnotationKind,
  CorpusHead,
  CorpusLabel,
  CorpusValue,
} from '../corpus/corpus.ts'
import type { Holds } from '../corpus/holds.ts'
import { element, escaped } from '../xml/write-xml.ts'
import { hexOfColour } from './colours.ts'
import type { GuidOf } from './guid.ts'

/** What codes say of labels: which set they are of is not among it. */
const codeDetails = ['parent', 'definition', 'colour'] as const
export const codebookHolds: Holds['labels'] = {
  entityType: codeDetails,
  relationType: codeDetails,
  topic: codeDetails,
  documentField: codeDetails,
}

/** The codes at the top of our codebook: what stands under each means something of its own. */
export const roots = {
  entityType: 'Entity types',
  relationType: 'Relation types',
  topic: 'Topics',
  documentField: 'Document fields',
  mention: 'Mention',
  claim: 'Claim',
  stance: 'Stance',
  proposition: 'Propositions',
  zone: 'Zones',
  words: 'Words',
} as const
export type Root = keyof typeof roots

/** A code by where it stands: its root, and names from there. */
export type CodePath = readonly [Root, ...string[]]

/** The code's GUID: that of its place. */
export function codeGuid(guidOf: GuidOf, path: CodePath): string {
  return guidOf('code', ...path)
}

/** The code of a label. Labels are told apart by their slot, values of fields by their field. */
export function labelPath({
  slot,
  set,
  name,
}: Pick<CorpusLabel, 'slot' | 'set' | 'name'>): CodePath {
  return slot === 'documentField' ? [slot, set, name] : [slot, name]
}

/** Kinds that are coded passages. */
export type CodedKind = Extract<AnnotationKind, 'mention' | 'claim' | 'stance'>

/** What a value is where it is no text: said in the definition of its code. */
export const valueTypes = {
  number: 'A number.',
  flag: 'Yes or no.',
  listed: 'One of several.',
} as const

/** The codes that say what an annotation is and how; each is a coding of its passage. */
export function pathsOf({ kind, label, values, links }: Annotation): readonly CodePath[] {
  // Only coded passages are asked for.
  const root = kind as CodedKind
  const first: CodePath =
    root === 'mention' ? (label === null ? ['entityType'] : ['entityType', label]) : [root]
  const propositions = links.flatMap(({ role, to }): CodePath[] =>
    role === 'proposition' && to.kind === 'proposition' ? [['proposition', to.id]] : [],
  )
  const others = Object.entries(values).flatMap(([name, value]) => valuePaths(root, name, value))
  return [first, ...others, ...propositions]
}

function valuePaths(root: CodedKind, name: string, value: CorpusValue): readonly CodePath[] {
  if (name === 'note') return []
  if (name === 'topics' || name === 'topic')
    return (typeof value === 'object' ? value : [`${value}`]).map((topic) => ['topic', topic])
  if (typeof value === 'object')
    return value.map((each) => [root, name, each, valueTypes.listed] as const)
  if (typeof value === 'string') return [[root, name, value]]
  const type = typeof value === 'number' ? valueTypes.number : valueTypes.flag
  return [[root, name, `${value}`, type]]
}

/** One code of the tree that is written. */
type CodeNode = {
  readonly path: CodePath
  readonly name: string
  readonly definition: string
  /** `#RRGGBB`, where it has one. */
  readonly colour: string | undefined
  readonly children: CodeNode[]
}

/** The tree of all codes: roots, labels of the codebook, and the codes that annotations use. */
export function codeTree(head: CorpusHead, used: Iterable<CodePath>): readonly CodeNode[] {
  const tree = new CodeTree()
  for (const root of Object.keys(roots)) tree.at([root as Root]) // keys are roots
  for (const label of head.labels) tree.place(label, head.labels)
  for (const { id, statement, note } of head.propositions)
    tree.at(['proposition', id], { name: statement, definition: note })
  for (const path of used) tree.at(path)
  return tree.roots()
}

/** The tree of a codebook: the labels below what they are labels of, and nothing else. */
export function labelTree(labels: readonly CorpusLabel[]): readonly CodeNode[] {
  const tree = new CodeTree()
  for (const root of ['entityType', 'relationType', 'topic', 'documentField'] as const)
    tree.at([root])
  for (const label of labels) tree.place(label, labels)
  return tree.roots()
}

class CodeTree {
  readonly #nodes = new Map<string, CodeNode>()

  roots(): readonly CodeNode[] {
    return [...this.#nodes.values()].filter(({ path }) => path.length === 1)
  }

  /** A label stands under the one that it is a part of; where those go round in circles, at the top. */
  place(label: CorpusLabel, all: readonly CorpusLabel[]): CodeNode {
    const known = this.#nodes.get(JSON.stringify(labelPath(label)))
    if (known) return known
    const parent = all.find((each) => isParent(each, label) && !isUnder(each, label, all))
    const above = parent ? this.place(parent, all).path : undefined
    const { definition } = label
    return this.at(labelPath(label), { definition, colour: hexOfColour(label.colour), above })
  }

  at(
    path: CodePath,
    said: {
      name?: string
      definition?: string
      colour?: string | undefined
      above?: CodePath | undefined
    } = {},
  ): CodeNode {
    const key = JSON.stringify(path)
    const known = this.#nodes.get(key)
    if (known) return known
    // What stands behind a value says what it is, and is no code of its own.
    const isTyped = path.length === 4
    const plain = path[isTyped ? 2 : path.length - 1] ?? ''
    const name = said.name ?? (path.length === 1 ? roots[path[0]] : plain)
    const definition = said.definition ?? (isTyped ? (path[3] ?? '') : '')
    const node: CodeNode = { path, name, definition, colour: said.colour, children: [] }
    this.#nodes.set(key, node)
    // A path keeps its root when its end is taken off.
    const above = path.slice(0, isTyped ? 2 : -1) as unknown as CodePath
    if (path.length > 1) this.at(said.above ?? above).children.push(node)
    return node
  }
}

function isParent(each: CorpusLabel, { slot, set, parent }: CorpusLabel): boolean {
  const isOfSet = slot !== 'documentField' || each.set === set
  return parent !== null && each.slot === slot && isOfSet && each.name === parent
}

/** Whether `each` is itself under `label`, by its parents. */
function isUnder(each: CorpusLabel, label: CorpusLabel, all: readonly CorpusLabel[]): boolean {
  const seen = new Set<CorpusLabel>()
  for (let at: CorpusLabel | undefined = each; at && !seen.has(at); ) {
    if (at === label) return true
    seen.add(at)
    const below: CorpusLabel = at
    at = all.find((other) => isParent(other, below))
  }
  return false
}

/** A code and those under it. */
export function codeElement(node: CodeNode, guidOf: GuidOf): string {
  const { path, name, definition, colour, children } = node
  const isCodable = path.length > 1 || !['relationType', 'topic', 'zone', 'words'].includes(path[0])
  return element(
    'Code',
    { guid: codeGuid(guidOf, path), name, isCodable, color: colour },
    [
      definition === '' ? '' : element('Description', {}, escaped(definition)),
      ...children.map((child) => codeElement(child, guidOf)),
    ].join('\n'),
  )
}
