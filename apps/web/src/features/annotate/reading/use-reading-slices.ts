import { ensureMaskRules } from '@parallax/surface'
import { useEffect, useState } from 'react'
import {
  type ReadingParagraph,
  type ReadingSource,
  readingParagraphs,
} from './reading-paragraphs.ts'

/** Paragraphs that are put on the page in one go. */
export type ReadingSlice = readonly ReadingParagraph[]

export type ReadingSlices = {
  readonly slices: readonly ReadingSlice[]
  readonly isComplete: boolean
}

/** So many stretches of text are written between two breaths of the page. */
const piecesOfSlice = 160

const nothing: ReadingSlices = { slices: [], isComplete: false }

/** The paragraphs of a text, slice by slice: the first is there at once, and no slice holds the page up. */
export function useReadingSlices(sourceOf: () => ReadingSource, attempt: number): ReadingSlices {
  const [written, setWritten] = useState<ReadingSlices>(nothing)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is written anew when asked to
  useEffect(() => {
    // The clock: one slice after another, with the page's own work between them.
    const paragraphs = readingParagraphs(sourceOf())
    let timer: ReturnType<typeof setTimeout> | undefined
    let slices: readonly ReadingSlice[] = []
    const writeOn = () => {
      const slice = nextSlice(paragraphs)
      slices = slice.length > 0 ? [...slices, slice] : slices
      const isComplete = slice.length === 0
      setWritten({ slices, isComplete })
      if (!isComplete) timer = setTimeout(writeOn)
    }
    writeOn()
    return () => clearTimeout(timer)
  }, [attempt])
  return written
}

function nextSlice(paragraphs: Iterator<ReadingParagraph>): ReadingSlice {
  const slice: ReadingParagraph[] = []
  for (let pieces = 0; pieces < piecesOfSlice; ) {
    const next = paragraphs.next()
    if (next.done) break
    slice.push(next.value)
    pieces += next.value.pieces.length
  }
  ensureMaskRulesOf(slice)
  return slice
}

/** Lets the page know how the marks of these paragraphs are drawn. */
export function ensureMaskRulesOf(paragraphs: readonly ReadingParagraph[]): void {
  const masks = new Set(paragraphs.flatMap(({ pieces }) => pieces.map(({ mask }) => mask)))
  masks.delete(0)
  ensureMaskRules(masks)
}
