import type { Zone } from '@parallax/domain'

/** The shingles of a text: hashes of every run of `shingleWords` words, ascending, each once. */
export type TextSketch = Uint32Array

/** How many neighbouring words make one shingle. */
export const shingleWords = 3

/** Scripts that set no spaces between words: there each character stands for a word. */
const unspaced = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script=${script}}`)
  .join('')
const words = new RegExp(`[${unspaced}]|(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}])+`, 'gu')

/**
 * What near-duplicates are recognised by. Case, punctuation and white space do not count, nor do
 * stretches that are marked as boilerplate: two articles are not one because of a common footer.
 */
export function sketchText(text: string, zones: readonly Zone[] = []): TextSketch {
  const hashes = (withoutBoilerplate(text, zones).toLowerCase().match(words) ?? []).map(hashOfWord)
  const size = Math.min(shingleWords, hashes.length)
  const shingles = new Set<number>()
  for (let at = 0; size > 0 && at + size <= hashes.length; at += 1)
    shingles.add(hashOfShingle(hashes, at, size))
  return Uint32Array.from(shingles).sort()
}

function withoutBoilerplate(text: string, zones: readonly Zone[]): string {
  const left = zones
    .filter(({ kind }) => kind === 'boilerplate')
    .toSorted((a, b) => b.startUtf16 - a.startUtf16)
  return left.reduce(
    (rest, { startUtf16, endUtf16 }) => `${rest.slice(0, startUtf16)} ${rest.slice(endUtf16)}`,
    text,
  )
}

/** FNV-1a over UTF-16 units. */
function hashOfWord(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at += 1)
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** Hashes of words, mixed so that their order counts (the steps of MurmurHash3). */
function hashOfShingle(hashes: readonly number[], start: number, size: number): number {
  let mixed = size
  for (let at = start; at < start + size; at += 1) {
    const scrambled = Math.imul(hashes[at] ?? 0, 0xcc9e2d51)
    mixed ^= Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593)
    mixed = Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
