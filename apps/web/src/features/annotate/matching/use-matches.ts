import type { TextMemory } from '@parallax/find'
import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { inSlices } from '../../../components/find/in-slices.ts'
import { useAnnotation } from '../annotate-context.ts'
import { type Match, type MatchOptions, type MatchSource, seekMatches } from './matches.ts'

/** The places that are known so far. */
export type Matches = {
  readonly places: readonly Match[]
  /** Whether all of the text was looked at. */
  readonly isDone: boolean
}

type Known<Asked> = Matches & { readonly of: Asked | null }

/**
 * The places as they are now, drawn in the text for as long as the card is there. In a long text they
 * are looked for in slices; what was found before stays until then.
 */
export function useMatches(source: MatchSource, options: MatchOptions): Matches {
  const { annotation, surface } = useAnnotation()
  const { model, document, text, codebook, mayChange } = annotation
  const { zones } = document.data
  const [memory] = useState((): TextMemory => new Map())
  const asked = useMemo(() => {
    const over = (startUtf16: number, endUtf16: number) => model.over(startUtf16, endUtf16)
    return { source, options, text, memory, zones, codebook, over, isOwn: mayChange }
  }, [source, options, text, memory, zones, codebook, model, mayChange])
  const [known, setKnown] = useState<Known<typeof asked>>({ places: [], isDone: false, of: null })
  useLayoutEffect(() => {
    // The search: what takes one slice is there before the card is seen.
    const controller = new AbortController()
    inSlices(seekMatches(asked.source, asked, asked.options), {
      signal: controller.signal,
      onProgress: (places, isDone) => setKnown({ places, isDone, of: asked }),
    }).catch(reportError)
    return () => controller.abort()
  }, [asked])
  const { places } = known
  useEffect(() => {
    // The editor: the places are washed while they can be chosen.
    const { current } = surface
    current?.setFound({ ranges: places.map(({ range }) => range), currentIndex: null })
    return () => current?.setFound(null)
  }, [surface, places])
  return { places, isDone: known.isDone && known.of === asked }
}
