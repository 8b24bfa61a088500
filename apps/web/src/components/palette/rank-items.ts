import type { TextRange } from '@parallax/domain'
import { indexText, seekWords } from '@parallax/find'
import type { PaletteGroup, PaletteItem } from './palette-source.ts'

/**
 * How well words fit a title, 0 best: it is the title; the title begins with it; one of its words does;
 * it stands anywhere; its letters stand there in this order. `undefined` when they do not.
 */
export function rankOf(words: string, title: string): number | undefined {
  const asked = indexText(words.trim())
  const text = indexText(title)
  if (asked === '') return 0
  if (text === asked) return 0
  const at = text.indexOf(asked)
  if (at === 0) return 1
  if (at > 0) return beginsWord(text, asked) ? 2 : 3
  return isMadeOfBeginnings(asked.replaceAll(' ', ''), text) ? 4 : undefined
}

function beginsWord(text: string, asked: string): boolean {
  for (let at = text.indexOf(asked); at >= 0; at = text.indexOf(asked, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true
  return false
}

/** Whether the letters are beginnings of words of the text, in their order: “nrec” of “next record”. */
function isMadeOfBeginnings(letters: string, text: string): boolean {
  let reached = new Set([0])
  for (const word of text.split(/[^\p{L}\p{N}]+/u)) {
    const further = [...reached].flatMap((from) => {
      let taken = 0
      while (taken < word.length && letters[from + taken] === word[taken]) taken++
      return Array.from({ length: taken + 1 }, (_, count) => from + count)
    })
    reached = new Set(further)
  }
  return reached.has(letters.length)
}

/** The items of a group that fit, the best first; those that fit alike keep their order. */
export function rankedItems(group: PaletteGroup, words: string): readonly PaletteItem[] {
  if (words.trim() === '') return group.items
  const ranked = group.items.flatMap((item) => {
    const rank = itemRank(item, words) ?? (group.isFound ? worstRank : undefined)
    return rank === undefined ? [] : [{ item, rank }]
  })
  return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item)
}

const worstRank = 5

function itemRank({ title, also }: PaletteItem, words: string): number | undefined {
  const own = rankOf(words, title)
  const other = also === undefined ? undefined : rankOf(words, also)
  if (own === undefined || other === undefined) return own ?? other
  return Math.min(own, other)
}

/** Where the words stand in a title, to be drawn bold. */
export function markedRanges(words: string, title: string): readonly TextRange[] {
  return [...seekWords(words.trim())(title)].filter((range) => range !== undefined)
}
