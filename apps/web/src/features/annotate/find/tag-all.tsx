import type { TextRange } from '@parallax/domain'
import { seekSameWords } from '@parallax/find'
import { useEffect, useState } from 'react'
import { inSlices } from '../../../components/find/in-slices.ts'
import type { TextSearch } from '../../../components/find/search-text.ts'
import { Button } from '../../../components/ui/button.tsx'
import { useAnnotation } from '../annotate-context.ts'
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
  const first = useFirstOfSameWords(text, search)
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

/** The first hit, once it is known that all hits are the same words and whole. */
function useFirstOfSameWords(text: string, search: TextSearch): TextRange | undefined {
  const [known, setKnown] = useState<{ readonly of: TextSearch; readonly isSame: boolean }>()
  const [first] = search.ranges
  useEffect(() => {
    // The search: runs beside React, and is called off by the next key.
    if (!first || !search.isDone) return
    const controller = new AbortController()
    const words = text.slice(first.startUtf16, first.endUtf16)
    inSlices(seekSameWords(words, { matchCase: true })(text), {
      signal: controller.signal,
      onProgress: (found, isDone) => {
        if (isDone) setKnown({ of: search, isSame: isAmong(search.ranges, found) })
      },
    }).catch(reportError)
    return () => controller.abort()
  }, [text, search, first])
  return known?.of === search && known.isSame ? first : undefined
}

function isAmong(ranges: readonly TextRange[], found: readonly TextRange[]): boolean {
  const ends = new Map(found.map(({ startUtf16, endUtf16 }) => [startUtf16, endUtf16]))
  return ranges.every(({ startUtf16, endUtf16 }) => ends.get(startUtf16) === endUtf16)
}
