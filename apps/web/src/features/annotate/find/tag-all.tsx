import type { TextRange } from '@parallax/domain'
import { useMemo } from 'react'
import type { TextSearch } from '../../../components/find/search-text.ts'
import { Button } from '../../../components/ui/button.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { findWords } from '../matching/find-words.ts'
import { matchAsked } from '../matching/match-asked.ts'
import { findText } from './find-text.ts'

export type TagAllProps = {
  readonly search: TextSearch
  readonly isPattern: boolean
  readonly onClose: () => void
}

/** Hands what was found to the card that tags everywhere; there only when it would find the same. */
export function TagAll({ search, isPattern, onClose }: TagAllProps) {
  const { annotation, hands, surface } = useAnnotation()
  const { text, canWrite } = annotation
  const first = useMemo(() => firstOfSameWords(text, search), [text, search])
  if (!first || isPattern || !canWrite) return null
  const handOver = () => {
    const asked = matchAsked(annotation, first, null)
    if (!asked) return
    onClose()
    surface.current?.select(null)
    hands.matching.open(asked)
  }
  return (
    <Button look="ghost" size="sm" onClick={handOver}>
      {findText.tagAll}
    </Button>
  )
}

/** The first hit, when all hits are the same words, letter by letter, and whole. */
function firstOfSameWords(text: string, { ranges, isDone }: TextSearch): TextRange | undefined {
  const [first] = ranges
  if (!first || !isDone) return undefined
  const words = text.slice(first.startUtf16, first.endUtf16)
  const isSame = ranges.every((hit) => text.slice(hit.startUtf16, hit.endUtf16) === words)
  if (!isSame) return undefined
  const whole = findWords(text, words, { isCaseSensitive: true })
  const starts = new Set(whole.map(({ startUtf16 }) => startUtf16))
  return ranges.every(({ startUtf16 }) => starts.has(startUtf16)) ? first : undefined
}
