import type { TextRange } from '@parallax/domain'
import type { PlatformTools } from '../codecs/codec-definition.ts'

/** Words of a text by sentences. A sentence goes on to where the next one begins. */
export type CutText = readonly {
  readonly range: TextRange
  readonly words: readonly TextRange[]
}[]

export function cutText(text: string, tools: PlatformTools): CutText {
  // How words are broken does not depend on the language, but on the script.
  const words = tools.words(text, 'en')
  const breaks = tools.sentences(text, 'en').map(({ startUtf16 }) => startUtf16)
  const groups: TextRange[][] = []
  let next = 0
  for (const word of words) {
    const isNew = groups.length === 0 || (breaks[next] ?? text.length) <= word.startUtf16
    if (isNew) groups.push([])
    groups.at(-1)?.push(word)
    while ((breaks[next] ?? text.length) <= word.startUtf16 && next < breaks.length) next += 1
  }
  return groups.map((group, index) => {
    const startUtf16 = group[0]?.startUtf16 ?? 0
    const endUtf16 = groups[index + 1]?.[0]?.startUtf16 ?? text.length
    return { range: { startUtf16, endUtf16 }, words: group }
  })
}

export type TsvUnits = {
  readonly sentences: readonly {
    readonly range: TextRange
    /** Each word, and after it the parts of it that something covers. */
    readonly rows: readonly { readonly unit: string; readonly range: TextRange }[]
  }[]
  /** For each range the units that make it up. */
  readonly covering: readonly (readonly string[])[]
}

type Word = { readonly unit: string; readonly range: TextRange; readonly parts: TextRange[] }

/** The words and parts of words that ranges cover. */
export function unitsOf(text: CutText, ranges: readonly TextRange[]): TsvUnits {
  const words = text.map(({ words: inSentence }, sentence) =>
    inSentence.map((range, at): Word => {
      return { unit: `${sentence + 1}-${at + 1}`, range, parts: [] }
    }),
  )
  const all = words.flat()
  const covering = ranges.map((range) =>
    overlapping(all, range, (word) => word.range).map((word) => {
      const part = clipped(word.range, range)
      if (isSame(part, word.range)) return word.unit
      const known = word.parts.findIndex((each) => isSame(each, part))
      const index = known < 0 ? word.parts.push(part) - 1 : known
      return `${word.unit}.${index + 1}`
    }),
  )
  const sentences = text.map(({ range }, index) => {
    const rows = (words[index] ?? []).flatMap(({ unit, range: whole, parts }) => [
      { unit, range: whole },
      ...parts.map((part, at) => ({ unit: `${unit}.${at + 1}`, range: part })),
    ])
    return { range, rows }
  })
  return { sentences, covering }
}

/** The entries, in their order and apart from each other, that share characters with a range. */
export function overlapping<Entry>(
  entries: readonly Entry[],
  { startUtf16, endUtf16 }: TextRange,
  rangeOf: (entry: Entry) => TextRange,
): readonly Entry[] {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const entry = entries[middle]
    if (entry !== undefined && rangeOf(entry).endUtf16 <= startUtf16) low = middle + 1
    else high = middle
  }
  const found: Entry[] = []
  for (let at = low; at < entries.length; at += 1) {
    const entry = entries[at]
    if (entry === undefined || rangeOf(entry).startUtf16 >= endUtf16) break
    found.push(entry)
  }
  return found
}

function clipped(word: TextRange, range: TextRange): TextRange {
  return {
    startUtf16: Math.max(word.startUtf16, range.startUtf16),
    endUtf16: Math.min(word.endUtf16, range.endUtf16),
  }
}

function isSame(a: TextRange, b: TextRange): boolean {
  return a.startUtf16 === b.startUtf16 && a.endUtf16 === b.endUtf16
}
