import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useAnnotation } from '../annotate-context.ts'
import { SliceOfText } from './reading-article.tsx'
import { ReadingFrame } from './reading-frame.tsx'
import { type ReadingParagraph, readingParagraphs } from './reading-paragraphs.ts'
import { readingSource } from './reading-source.ts'
import { ensureMaskRulesOf } from './use-reading-slices.ts'

/** What is printed of the annotate screen: the still text, all of it, and not the part in view. */
export function PrintSheet() {
  const { annotation } = useAnnotation()
  const [paragraphs, setParagraphs] = useState<readonly ReadingParagraph[] | null>(null)
  useEffect(() => {
    // The printer: the sheet must be there when `beforeprint` returns, and nobody needs it afterwards.
    const write = () => {
      const all = [...readingParagraphs(readingSource(annotation))]
      ensureMaskRulesOf(all)
      flushSync(() => setParagraphs(all))
    }
    const throwAway = () => setParagraphs(null)
    window.addEventListener('beforeprint', write)
    window.addEventListener('afterprint', throwAway)
    return () => {
      window.removeEventListener('beforeprint', write)
      window.removeEventListener('afterprint', throwAway)
    }
  }, [annotation])
  if (!paragraphs) return null
  return (
    <div className="print-sheet">
      <ReadingFrame annotation={annotation} isBusy={false}>
        <SliceOfText
          slice={paragraphs}
          annotation={annotation}
          isDescribed={false}
          isListed={false}
        />
      </ReadingFrame>
    </div>
  )
}
