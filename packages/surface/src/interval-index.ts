const blockSize = 128
const groupSize = 64

type Entry<T> = { readonly startUtf16: number; readonly endUtf16: number; readonly value: T }
type Block<T> = { entries: Entry<T>[]; maxEndUtf16: number }

/**
 * Ranges that can be asked for by place. Ranges are kept sorted by start in blocks of at most 128;
 * each block, and each 64 blocks, know their furthest end, so that a question skips what ends
 * before it. Adding and removing touch one block.
 */
export class BlockIndex<T> {
  #blocks: Block<T>[] = []
  #groupMaxEnds: number[] = []
  #size = 0

  /** How many ranges are held. */
  get size(): number {
    return this.#size
  }

  /** Puts in many ranges at once; faster than one by one when the index is empty. */
  addAll(entries: readonly Entry<T>[]): void {
    if (this.#size > 0) {
      for (const { startUtf16, endUtf16, value } of entries) this.add(startUtf16, endUtf16, value)
      return
    }
    const sorted = [...entries].sort((a, b) => a.startUtf16 - b.startUtf16)
    const fill = blockSize >> 1
    for (let at = 0; at < sorted.length; at += fill)
      this.#blocks.push(blockOf(sorted.slice(at, at + fill)))
    this.#size = sorted.length
    this.#summarise(0)
  }

  /** Puts in one range. The same range and value may be held more than once. */
  add(startUtf16: number, endUtf16: number, value: T): void {
    const at = Math.max(0, this.#firstBlockFrom(startUtf16 + 1) - 1)
    const block = this.#blocks[at]
    this.#size++
    if (!block) {
      this.#blocks.push(blockOf([{ startUtf16, endUtf16, value }]))
      this.#summarise(0)
      return
    }
    block.entries.splice(firstFrom(block.entries, startUtf16 + 1), 0, {
      startUtf16,
      endUtf16,
      value,
    })
    block.maxEndUtf16 = Math.max(block.maxEndUtf16, endUtf16)
    if (block.entries.length > blockSize) this.#split(at)
    else this.#raiseGroup(at, endUtf16)
  }

  /** Takes out one range that holds this value; false when there is none. */
  remove(startUtf16: number, endUtf16: number, value: T): boolean {
    for (let at = Math.max(0, this.#firstBlockFrom(startUtf16) - 1); ; at++) {
      const block = this.#blocks[at]
      const first = block?.entries[0]
      if (!block || !first || first.startUtf16 > startUtf16) return false
      const found = block.entries.findIndex(
        (entry) =>
          entry.startUtf16 === startUtf16 && entry.endUtf16 === endUtf16 && entry.value === value,
      )
      if (found < 0) continue
      block.entries.splice(found, 1)
      this.#size--
      this.#shrink(at, block)
      return true
    }
  }

  /** The values of all ranges that share a unit with `[fromUtf16, toUtf16)`, by start. */
  query(fromUtf16: number, toUtf16: number): T[] {
    const found: T[] = []
    const endBlock = this.#firstBlockFrom(toUtf16)
    for (let at = 0; at < endBlock; at++) {
      if (at % groupSize === 0 && (this.#groupMaxEnds[at / groupSize] ?? 0) <= fromUtf16) {
        at += groupSize - 1
        continue
      }
      const block = this.#blocks[at]
      if (block && block.maxEndUtf16 > fromUtf16) collect(block.entries, fromUtf16, toUtf16, found)
    }
    return found
  }

  /** The values of all ranges that cover the unit at `offsetUtf16`. */
  stab(offsetUtf16: number): T[] {
    return this.query(offsetUtf16, offsetUtf16 + 1)
  }

  /** The first block whose first range starts at `startUtf16` or later. */
  #firstBlockFrom(startUtf16: number): number {
    let low = 0
    let high = this.#blocks.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#blocks[middle]?.entries[0]?.startUtf16 ?? 0) < startUtf16) low = middle + 1
      else high = middle
    }
    return low
  }

  #split(at: number): void {
    const block = this.#blocks[at]
    if (!block) return
    const half = block.entries.length >> 1
    this.#blocks.splice(
      at,
      1,
      blockOf(block.entries.slice(0, half)),
      blockOf(block.entries.slice(half)),
    )
    this.#summarise(at)
  }

  #shrink(at: number, block: Block<T>): void {
    if (block.entries.length === 0) this.#blocks.splice(at, 1)
    else block.maxEndUtf16 = furthestEnd(block.entries)
    if (block.entries.length === 0) this.#summarise(at)
    else this.#summariseGroup(Math.floor(at / groupSize))
  }

  #raiseGroup(at: number, endUtf16: number): void {
    const group = Math.floor(at / groupSize)
    this.#groupMaxEnds[group] = Math.max(this.#groupMaxEnds[group] ?? 0, endUtf16)
  }

  /** Renews the summary of every group from the one that holds `fromBlock`. */
  #summarise(fromBlock: number): void {
    const groups = Math.ceil(this.#blocks.length / groupSize)
    this.#groupMaxEnds.length = groups
    for (let group = Math.floor(fromBlock / groupSize); group < groups; group++)
      this.#summariseGroup(group)
  }

  #summariseGroup(group: number): void {
    let furthest = 0
    const end = Math.min(this.#blocks.length, (group + 1) * groupSize)
    for (let at = group * groupSize; at < end; at++)
      furthest = Math.max(furthest, this.#blocks[at]?.maxEndUtf16 ?? 0)
    this.#groupMaxEnds[group] = furthest
  }
}

function blockOf<T>(entries: Entry<T>[]): Block<T> {
  return { entries, maxEndUtf16: furthestEnd(entries) }
}

function furthestEnd(entries: readonly Entry<unknown>[]): number {
  let furthest = 0
  for (const { endUtf16 } of entries) if (endUtf16 > furthest) furthest = endUtf16
  return furthest
}

/** The first entry that starts at `startUtf16` or later. */
function firstFrom(entries: readonly Entry<unknown>[], startUtf16: number): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.startUtf16 ?? 0) < startUtf16) low = middle + 1
    else high = middle
  }
  return low
}

function collect<T>(
  entries: readonly Entry<T>[],
  fromUtf16: number,
  toUtf16: number,
  found: T[],
): void {
  for (const entry of entries) {
    if (entry.startUtf16 >= toUtf16) return
    if (entry.endUtf16 > fromUtf16) found.push(entry.value)
  }
}
