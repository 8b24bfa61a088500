import { plainQuestion, snippetOf } from '@parallax/find'
import { TextSearch as TextIcon } from 'lucide-react'
import { useMemo } from 'react'
import { useTextSearch } from '../find/use-text-search.ts'
import type { PaletteGroup, PaletteWithin } from './palette-source.ts'

const shownHits = 8

/** Where the words stand in the text that the palette was narrowed down to. */
export function useHitGroup(words: string, within: PaletteWithin | undefined): PaletteGroup {
  const question = useMemo(() => plainQuestion(words), [words])
  const text = within?.text ?? ''
  const { ranges } = useTextSearch(text, question)
  const items = ranges.slice(0, shownHits).map((range) => {
    const { before, hit, after } = snippetOf(text, range)
    return {
      id: `hit ${range.startUtf16}`,
      title: `${lastWords(before)}${hit}${after}`,
      mark: <TextIcon className="icon icon--sm" />,
      isSerif: true,
      run: () => within?.onHit(range),
    }
  })
  return { id: 'hits', title: within?.hits ?? '', items, isFound: true }
}

const shownBeforeUtf16 = 28

/** The last words before a hit: enough to know the place, and short enough that the hit is in sight. */
function lastWords(before: string): string {
  if (before.length <= shownBeforeUtf16) return before
  return `… ${before.slice(-shownBeforeUtf16).replace(/^\S*\s+/, '')}`
}
