/**
 * An immutable map from strings, shared in structure: a write copies a few short arrays, whatever
 * the size. A hash trie (Bagwell, "Ideal Hash Trees", 2001) of 32-way branches over small leaves.
 */
export type PersistentMap<Value> = {
  readonly size: number
  readonly root: Node<Value> | undefined
}

type Entry<Value> = readonly [key: string, value: Value]
type Leaf<Value> = readonly Entry<Value>[]
type Branch<Value> = { readonly children: readonly (Node<Value> | undefined)[] }
type Node<Value> = Leaf<Value> | Branch<Value>

const leafCapacity = 8
const bitsPerLevel = 5
const deepestShift = 30

const empty: PersistentMap<never> = { size: 0, root: undefined }

/** The map without entries. */
export function emptyMap<Value>(): PersistentMap<Value> {
  return empty
}

/** The map of `entries`; a later entry wins over an earlier one of the same key. Built in one go. */
export function mapOf<Value>(entries: Iterable<Entry<Value>>): PersistentMap<Value> {
  const last = new Map(entries)
  if (last.size === 0) return empty
  const hashed = [...last].map((entry) => ({ entry, hash: hashOf(entry[0]) }))
  return { size: last.size, root: nodeOf(hashed, 0) }
}

/** The value under `key`, or `undefined`. */
export function mapGet<Value>(map: PersistentMap<Value>, key: string): Value | undefined {
  const hash = hashOf(key)
  let node = map.root
  for (let shift = 0; node !== undefined && isBranch(node); shift += bitsPerLevel)
    node = node.children[(hash >>> shift) & 31]
  return node?.find((entry) => entry[0] === key)?.[1]
}

/** `map` with `value` under `key`; the same map when it stands there already. */
export function mapWith<Value>(
  map: PersistentMap<Value>,
  key: string,
  value: Value,
): PersistentMap<Value> {
  const known = mapGet(map, key)
  if (known === value && value !== undefined) return map
  const root = nodeWith(map.root, [key, value], hashOf(key), 0)
  return { size: map.size + (known === undefined ? 1 : 0), root }
}

/** `map` without `key`; the same map when there is nothing to remove. */
export function mapWithout<Value>(map: PersistentMap<Value>, key: string): PersistentMap<Value> {
  if (map.root === undefined || mapGet(map, key) === undefined) return map
  return { size: map.size - 1, root: nodeWithout(map.root, key, hashOf(key), 0) }
}

/** Every entry, in an order that depends on the keys only through their hashes. */
export function* mapEntries<Value>(map: PersistentMap<Value>): Generator<Entry<Value>> {
  if (map.root !== undefined) yield* nodeEntries(map.root)
}

/** Every value. See `mapEntries` for the order. */
export function* mapValues<Value>(map: PersistentMap<Value>): Generator<Value> {
  for (const entry of mapEntries(map)) yield entry[1]
}

/** Every key. See `mapEntries` for the order. */
export function* mapKeys<Value>(map: PersistentMap<Value>): Generator<string> {
  for (const entry of mapEntries(map)) yield entry[0]
}

function* nodeEntries<Value>(node: Node<Value>): Generator<Entry<Value>> {
  if (!isBranch(node)) yield* node
  else for (const child of node.children) if (child !== undefined) yield* nodeEntries(child)
}

type Hashed<Value> = { readonly entry: Entry<Value>; readonly hash: number }

function nodeOf<Value>(hashed: readonly Hashed<Value>[], shift: number): Node<Value> {
  if (hashed.length <= leafCapacity || shift > deepestShift) return hashed.map(({ entry }) => entry)
  const slots = new Array<Hashed<Value>[] | undefined>(32).fill(undefined)
  for (const each of hashed) {
    const slot = (each.hash >>> shift) & 31
    const there = slots[slot]
    if (there) there.push(each)
    else slots[slot] = [each]
  }
  return { children: slots.map((slot) => slot && nodeOf(slot, shift + bitsPerLevel)) }
}

function isBranch<Value>(node: Node<Value>): node is Branch<Value> {
  return 'children' in node
}

function nodeWith<Value>(
  node: Node<Value> | undefined,
  entry: Entry<Value>,
  hash: number,
  shift: number,
): Node<Value> {
  if (node === undefined) return [entry]
  if (!isBranch(node)) return leafWith(node, entry, shift)
  const slot = (hash >>> shift) & 31
  const children = node.children.slice()
  children[slot] = nodeWith(children[slot], entry, hash, shift + bitsPerLevel)
  return { children }
}

function leafWith<Value>(leaf: Leaf<Value>, entry: Entry<Value>, shift: number): Node<Value> {
  const at = leaf.findIndex(([key]) => key === entry[0])
  if (at >= 0) return leaf.with(at, entry)
  const grown = [...leaf, entry]
  if (grown.length <= leafCapacity || shift > deepestShift) return grown
  const split: Branch<Value> = { children: new Array(32).fill(undefined) }
  return grown.reduce<Node<Value>>(
    (node, each) => nodeWith(node, each, hashOf(each[0]), shift),
    split,
  )
}

function nodeWithout<Value>(
  node: Node<Value>,
  key: string,
  hash: number,
  shift: number,
): Node<Value> | undefined {
  if (!isBranch(node)) {
    const rest = node.filter((entry) => entry[0] !== key)
    return rest.length > 0 ? rest : undefined
  }
  const slot = (hash >>> shift) & 31
  const child = node.children[slot]
  if (child === undefined) return node
  const children = node.children.slice()
  children[slot] = nodeWithout(child, key, hash, shift + bitsPerLevel)
  return children.some((each) => each !== undefined) ? { children } : undefined
}

/** FNV-1a over UTF-16 units, then a final mix so that every five bits are worth a level. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  return (hash ^ (hash >>> 15)) >>> 0
}
