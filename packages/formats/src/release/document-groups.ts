import type { DocumentId } from '@parallax/domain'
import { type NearPair, nearDuplicateRatio, nearDuplicates } from './near-duplicates.ts'
import type { TextSketch } from './text-sketch.ts'

/** What decides which documents belong together. */
export type GroupedDocument = {
  readonly id: DocumentId
  /** SHA-256 of the text. */
  readonly textSha256: string
  readonly sketch: TextSketch
  /** The document that this one is a new version of. */
  readonly supersedes: DocumentId | null
}

/** Documents that tell of one event or repeat one text, by id; the first names the group. */
export type DocumentGroup = readonly DocumentId[]

/**
 * Documents that may not be parted: those of one story or near-duplicate set, equal and nearly equal
 * texts, versions of one document, and whatever these join in turn. Every document is in one group;
 * groups are sorted by their first document, whatever order they came in. Yields `undefined` now and
 * then while it works, and the groups at last.
 */
export function* groupDocuments(
  given: readonly GroupedDocument[],
  sets: Iterable<readonly DocumentId[]>,
): Generator<undefined, readonly DocumentGroup[]> {
  const documents = given.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const forest = new Forest(documents.map(({ id }) => id))
  for (const [first, ...others] of sets) if (first) forest.joinAll(first, others)
  for (const { id, supersedes } of documents) if (supersedes) forest.join(id, supersedes)
  const firsts = joinEqualTexts(documents, forest)
  const idsOf = (pair: NearPair) => [at(firsts, pair[0]).id, at(firsts, pair[1]).id] as const
  const sketches = firsts.map(({ sketch }) => sketch)
  const isKnown = (pair: NearPair) => forest.areJoined(...idsOf(pair))
  for (const pair of nearDuplicates(sketches, nearDuplicateRatio, isKnown)) {
    if (pair) forest.join(...idsOf(pair))
    else yield
  }
  return forest.trees()
}

/** The first document of every text. */
function joinEqualTexts(
  documents: readonly GroupedDocument[],
  forest: Forest,
): readonly GroupedDocument[] {
  const byText = new Map<string, GroupedDocument>()
  for (const document of documents) {
    const first = byText.get(document.textSha256)
    if (first) forest.join(first.id, document.id)
    else byText.set(document.textSha256, document)
  }
  return [...byText.values()]
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index]
  if (item === undefined) throw new Error(`There is no item ${index}.`)
  return item
}

/** Disjoint sets of documents; what is not among them is passed over. */
class Forest {
  readonly #parents: Map<DocumentId, DocumentId>

  constructor(ids: readonly DocumentId[]) {
    this.#parents = new Map(ids.map((id) => [id, id]))
  }

  joinAll(first: DocumentId, others: readonly DocumentId[]): void {
    let known = this.#parents.has(first) ? first : undefined
    for (const other of others) {
      if (known) this.join(known, other)
      else if (this.#parents.has(other)) known = other
    }
  }

  areJoined(a: DocumentId, b: DocumentId): boolean {
    return this.#rootOf(a) === this.#rootOf(b)
  }

  /** The smaller id becomes the root, so that a group is named the same however it came about. */
  join(a: DocumentId, b: DocumentId): void {
    const [x, y] = [this.#rootOf(a), this.#rootOf(b)]
    if (x === undefined || y === undefined || x === y) return
    if (x < y) this.#parents.set(y, x)
    else this.#parents.set(x, y)
  }

  /** Ids came in order, so each tree and all of them are. */
  trees(): readonly DocumentGroup[] {
    const byRoot = new Map<DocumentId, DocumentId[]>()
    for (const id of this.#parents.keys()) {
      const root = this.#rootOf(id) ?? id
      const tree = byRoot.get(root)
      if (tree) tree.push(id)
      else byRoot.set(root, [id])
    }
    return [...byRoot.values()]
  }

  #rootOf(id: DocumentId): DocumentId | undefined {
    if (!this.#parents.has(id)) return undefined
    const above = (each: DocumentId) => this.#parents.get(each) ?? each
    let root = id
    while (above(root) !== root) root = above(root)
    // Whoever was passed on the way points at the root from now on.
    for (let each = id; each !== root; ) {
      const next = above(each)
      this.#parents.set(each, root)
      each = next
    }
    return root
  }
}
