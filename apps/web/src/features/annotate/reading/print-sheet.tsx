import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useAnnotation } from '../annotate-context.ts'
import { useThreads } from '../comments/use-comment-desk.ts'
import { SliceOfText } from './reading-article.tsx'
import { ReadingFrame } from './reading-frame.tsx'
import { type ReadingParagraph, readingParagraphs } from './reading-paragraphs.ts'
import { readingSource } from './reading-source.ts'
import { ensureMaskRulesOf } from './use-reading-slices.ts'

/** What is printed of the annotate screen: the still text, all of it, and not the part in view. */
export function PrintSheet() {
  const { annotation, hands } = useAnnotation()
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
  const part = usePrintedNotes(useThreads(hands.comments).length > 0)
  if (!paragraphs) return null
  const notes = part?.readingNotes(hands.comments.book.threads, annotation) ?? []
  return (
    <div className="print-sheet">
      <ReadingFrame
        annotation={annotation}
        notes={part && <part.Notes notes={notes} annotation={annotation} />}
        isBusy={false}
      >
        <SliceOfText
          slice={paragraphs}
          annotation={annotation}
          notes={notes}
          isDescribed={false}
          isListed={false}
        />
      </ReadingFrame>
    </div>
  )
}

type PrintedNotes = typeof import('./printed-notes.ts')

/** What makes footnotes of comments: fetched once there are any, for the printer does not wait. */
function usePrintedNotes(areThere: boolean): PrintedNotes | null {
  const [part, setPart] = useState<PrintedNotes | null>(null)
  useEffect(() => {
    // The network: without it the text is printed by itself.
    if (areThere) import('./printed-notes.ts').then(setPart, () => undefined)
  }, [areThere])
  return part
}
