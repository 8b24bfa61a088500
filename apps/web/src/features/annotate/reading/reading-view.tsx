import { ArrowLeft, Printer } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { documentPath } from '../../../components/project-path.ts'
import { Button } from '../../../components/ui/button.tsx'
import { Checkbox } from '../../../components/ui/checkbox.tsx'
import type { Annotation } from '../annotation.ts'
import { ComfortPopover } from '../comfort/comfort-popover.tsx'
import { nameOf } from '../record-words.ts'
import { Notes } from './notes.tsx'
import { type ReadingLook, SliceOfText } from './reading-article.tsx'
import { ReadingFrame } from './reading-frame.tsx'
import { readingSource } from './reading-source.ts'
import { readingText } from './reading-text.ts'
import { useNotes } from './use-notes.ts'
import { useReadingSlices } from './use-reading-slices.ts'

/** The document as plain, still text with its records: for screen readers, for paper, for quiet. */
export function ReadingView({ annotation }: { readonly annotation: Annotation }) {
  const [look, setLook] = useState<ReadingLook>({ isDescribed: false, isListed: false })
  const [attempt, setAttempt] = useState(0)
  const { slices, isComplete } = useReadingSlices(() => readingSource(annotation), attempt)
  const isStale = useIsStale(annotation, attempt)
  const notes = useNotes(annotation)
  return (
    <div className="read-screen">
      <ReadingBar annotation={annotation} look={look} onLook={setLook} />
      <main className="read-main">
        <ReadingFrame
          annotation={annotation}
          notes={<Notes notes={notes} annotation={annotation} />}
          isBusy={!isComplete}
        >
          {slices.map((slice) => (
            <SliceOfText
              key={slice[0]?.startUtf16}
              slice={slice}
              annotation={annotation}
              notes={notes}
              {...look}
            />
          ))}
          {!isComplete && <p className="muted">{readingText.more}</p>}
        </ReadingFrame>
      </main>
      <div className="read-changed" role="status">
        {isStale && (
          <div className="pop notice__card">
            <p>{readingText.changed}</p>
            <Button size="sm" onClick={() => setAttempt(attempt + 1)}>
              {readingText.showChanges}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

type ReadingBarProps = {
  readonly annotation: Annotation
  readonly look: ReadingLook
  readonly onLook: (look: ReadingLook) => void
}

function ReadingBar({ annotation, look, onLook }: ReadingBarProps) {
  const { session, opened, document } = annotation
  const { publisher, title } = document.data.meta
  return (
    <header className="bar-top read-bar">
      <Link
        className="btn btn--ghost btn--icon"
        href={documentPath(session.project.id, opened.documentId)}
        aria-label={readingText.back}
      >
        <ArrowLeft className="icon" />
      </Link>
      <div className="bar-top__doc">
        <b className="serif">{publisher ? nameOf(publisher, annotation) : title}</b>
      </div>
      <div className="read-bar__looks">
        <Checkbox
          label={readingText.lists}
          checked={look.isListed}
          onChange={(isListed) => onLook({ ...look, isListed })}
        />
        <Checkbox
          label={readingText.described}
          checked={look.isDescribed}
          onChange={(isDescribed) => onLook({ ...look, isDescribed })}
        />
      </div>
      <div className="bar-top__end">
        <ComfortPopover />
        <Button onClick={() => window.print()}>
          <Printer className="icon icon--sm" />
          {readingText.print}
        </Button>
      </div>
    </header>
  )
}

/** Whether the records are no longer those that were written. */
function useIsStale({ model }: Annotation, attempt: number): boolean {
  const [stale, setStale] = useState({ attempt, isStale: false })
  useEffect(() => {
    // The records: somebody may change them while one reads.
    setStale({ attempt, isStale: false })
    return model.subscribe(() => setStale({ attempt, isStale: true }))
  }, [model, attempt])
  return stale.isStale && stale.attempt === attempt
}
