import type { LayerRecord, RecordId } from '@parallax/domain'
import { type TreeNode, treeOf } from '../record-tree.ts'
import { firstEndingAfter, type Island } from './islands.ts'

/** Which branches of the tree are folded: all or none, but for some. */
export type Folding = { readonly isFolded: boolean; readonly except: ReadonlySet<RecordId> }

export const nothingFolded: Folding = { isFolded: false, except: new Set() }

/** Whether a record hides what it holds. */
export function isFoldedAt({ isFolded, except }: Folding, id: RecordId): boolean {
  return isFolded !== except.has(id)
}

type Wanted = (record: LayerRecord) => boolean

/**
 * The rows of the tree that nothing hides, found by their number. What is known of an island is kept
 * as long as the island is: after a change, only the islands that it made are looked at.
 */
export class TreeRows {
  readonly #trees = new WeakMap<Island, readonly TreeNode[]>()
  #rows = new WeakMap<Island, readonly TreeNode[]>()
  #folding = nothingFolded
  #wanted: Wanted | null = null
  #islands: readonly Island[] = []
  #rest: readonly LayerRecord[] = []
  #restRows: readonly TreeNode[] | null = null
  /** How many rows stand before each island. */
  #before: readonly number[] | null = null

  get folding(): Folding {
    return this.#folding
  }

  setFolding(folding: Folding): void {
    this.#folding = folding
    this.#forget()
  }

  /** Rows are those of the records that are wanted; null wants all. */
  setWanted(wanted: Wanted | null): void {
    this.#wanted = wanted
    this.#forget()
  }

  /** What the rows are made of. `rest` has no place in the text and stands at the end. */
  set(islands: readonly Island[], rest: readonly LayerRecord[]): void {
    if (islands !== this.#islands) this.#before = null
    if (rest !== this.#rest) this.#restRows = null
    this.#islands = islands
    this.#rest = rest
  }

  /** How many rows there are. */
  get count(): number {
    return this.#countBefore(this.#islands.length) + this.#rowsOfRest().length
  }

  /** The row with this number. */
  at(index: number): TreeNode | undefined {
    const inText = this.#countBefore(this.#islands.length)
    if (index >= inText) return this.#rowsOfRest()[index - inText]
    const at = this.#islandAt(index)
    const island = this.#islands[at]
    return island && this.#rowsOf(island)[index - this.#countBefore(at)]
  }

  /** The number of a record's row; -1 while it has none. */
  indexOf(id: RecordId, hullStartUtf16: number | undefined): number {
    if (hullStartUtf16 === undefined) {
      const at = this.#rowsOfRest().findIndex(({ record }) => record.id === id)
      return at < 0 ? -1 : this.#countBefore(this.#islands.length) + at
    }
    const at = firstEndingAfter(this.#islands, hullStartUtf16)
    const island = this.#islands[at]
    const row = island ? this.#rowsOf(island).findIndex(({ record }) => record.id === id) : -1
    return row < 0 ? -1 : this.#countBefore(at) + row
  }

  /** The records above one in the tree, nearest first. */
  above(id: RecordId, hullStartUtf16: number): readonly RecordId[] {
    const island = this.#islands[firstEndingAfter(this.#islands, hullStartUtf16)]
    const parents = new Map(
      island ? this.#treeOf(island).map(({ record, parent }) => [record.id, parent]) : [],
    )
    const above: RecordId[] = []
    for (let at = parents.get(id); at; at = parents.get(at)) above.push(at)
    return above
  }

  /** Whether anything in the tree holds anything. */
  hasParents(): boolean {
    return this.#islands.some(
      (island) =>
        island.placed.length > 1 && this.#treeOf(island).some(({ childCount }) => childCount > 0),
    )
  }

  #forget(): void {
    this.#rows = new WeakMap()
    this.#before = null
    this.#restRows = null
  }

  #rowsOfRest(): readonly TreeNode[] {
    this.#restRows ??= this.#rest
      .filter((record) => this.#wanted?.(record) ?? true)
      .map((record) => ({ record, level: 1, childCount: 0, parent: null }))
    return this.#restRows
  }

  #countBefore(island: number): number {
    this.#before ??= this.#countRows()
    return this.#before[island] ?? 0
  }

  #countRows(): readonly number[] {
    let count = 0
    const before = this.#islands.map((island) => {
      const here = count
      count += this.#rowCountOf(island)
      return here
    })
    before.push(count)
    return before
  }

  /** Where nothing is folded each record that is wanted has a row, and no tree needs to be known. */
  #rowCountOf(island: Island): number {
    const { isFolded, except } = this.#folding
    const wanted = this.#wanted
    if (isFolded || except.size > 0) return this.#rowsOf(island).length
    if (wanted === null) return island.placed.length
    return island.placed.reduce((count, { record }) => count + (wanted(record) ? 1 : 0), 0)
  }

  #islandAt(row: number): number {
    let low = 0
    let high = this.#islands.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#countBefore(middle) <= row) low = middle
      else high = middle - 1
    }
    return low
  }

  #rowsOf(island: Island): readonly TreeNode[] {
    const known = this.#rows.get(island)
    if (known) return known
    const rows = this.#visible(this.#treeOf(island))
    this.#rows.set(island, rows)
    return rows
  }

  #treeOf(island: Island): readonly TreeNode[] {
    const known = this.#trees.get(island)
    if (known) return known
    const tree = treeOf(island.placed)
    this.#trees.set(island, tree)
    return tree
  }

  #visible(nodes: readonly TreeNode[]): readonly TreeNode[] {
    let hiddenBelow = Number.POSITIVE_INFINITY
    return nodes.filter(({ record, level, childCount }) => {
      if (level > hiddenBelow) return false
      const isFolded = childCount > 0 && isFoldedAt(this.#folding, record.id)
      hiddenBelow = isFolded ? level : Number.POSITIVE_INFINITY
      return this.#wanted?.(record) ?? true
    })
  }
}
