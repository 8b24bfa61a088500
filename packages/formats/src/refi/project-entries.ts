import type { Result } from '@parallax/domain'
import { type XmlElement, type XmlProblem, XmlReader } from '../xml/read-xml.ts'

/** An element with all that is in it. */
export type XmlNode = {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlNode[]
  text: string
}

/** One entry of a section: a user, a code with those under it, a source… */
export type Entry = { readonly section: string; readonly node: XmlNode }

/** The root of a project or codebook. */
export type ProjectRoot = Pick<XmlElement, 'name' | 'uri' | 'attributes'>

/**
 * The entries of a project or codebook as they arrive, one in memory at a time; those of sections that
 * are not wanted are passed over. What is wrong with the XML ends it.
 */
export async function* projectEntries(
  pieces: AsyncIterable<string>,
  isWanted: (section: string) => boolean,
  onRoot: (root: ProjectRoot) => void = () => {},
): AsyncGenerator<Result<never, XmlProblem> | Entry> {
  const collector = new EntryCollector(isWanted, onRoot)
  const reader = new XmlReader(collector)
  for await (const piece of pieces) {
    const read = reader.write(piece)
    yield* collector.take()
    if (read.ok) continue
    yield read
    return
  }
  const end = reader.close()
  yield* collector.take()
  if (!end.ok) yield end
}

class EntryCollector {
  readonly #isWanted: (section: string) => boolean
  readonly #onRoot: (root: ProjectRoot) => void
  #section = ''
  #open: XmlNode[] = []
  #done: Entry[] = []

  constructor(isWanted: (section: string) => boolean, onRoot: (root: ProjectRoot) => void) {
    this.#isWanted = isWanted
    this.#onRoot = onRoot
  }

  take(): readonly Entry[] {
    const done = this.#done
    this.#done = []
    return done
  }

  open = (element: XmlElement, depth: number): void => {
    const { name, attributes } = element
    if (depth === 1) this.#onRoot(element)
    if (depth === 2) this.#section = name
    if (depth < 3 || !this.#isWanted(this.#section)) return
    const node: XmlNode = { name, attributes, children: [], text: '' }
    this.#open.at(-1)?.children.push(node)
    this.#open.push(node)
  }

  text = (piece: string): void => {
    const node = this.#open.at(-1)
    if (node) node.text += piece
  }

  close = (): void => {
    const node = this.#open.pop()
    if (node && this.#open.length === 0) this.#done.push({ section: this.#section, node })
  }
}

/** The children of this name. */
export function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children.filter((child) => child.name === name)
}

/** The text of the first child of this name; empty where there is none. */
export function textIn(node: XmlNode, name: string): string {
  return node.children.find((child) => child.name === name)?.text ?? ''
}
