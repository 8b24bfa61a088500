import type { DocumentPage } from '@parallax/api'
import { type EarlyLine, earlyLines, unfoldPaths } from '@parallax/surface/early'
import { type RefObject, useEffect, useLayoutEffect, useMemo } from 'react'
import { showFrom } from './early-place.ts'
import { earlyText } from './early-text.ts'
import { noteTextStands } from './text-stood.ts'

export type EarlySheetProps = {
  readonly page: DocumentPage
  /** The letter to begin with. */
  readonly fromUtf16: number
  readonly scroller: RefObject<HTMLDivElement | null>
}

/** The first screens of a document, line for line as the editor will write them. */
export function EarlySheet({ page, fromUtf16, scroller }: EarlySheetProps) {
  const lines = useMemo(() => earlyLines(page), [page])
  useLayoutEffect(() => {
    // The page: one goes on reading where one was.
    if (fromUtf16 > 0 && scroller.current) showFrom(scroller.current, fromUtf16)
  }, [fromUtf16, scroller])
  useEffect(() => {
    // The frame that paints the text: what works on it is fetched after.
    const frame = requestAnimationFrame(() => setTimeout(noteTextStands))
    return () => cancelAnimationFrame(frame)
  }, [])
  return (
    <div className="surface-host">
      <div className="px-surface px-early">
        <div ref={scroller} className="px-early__scroller">
          <div
            className="px-early__content"
            role="document"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
            tabIndex={0}
            aria-busy="true"
            aria-label={page.title}
            lang={page.language || undefined}
          >
            {lines.map((line) => (
              <Line key={line.startUtf16} line={line} />
            ))}
          </div>
        </div>
      </div>
    </div>
  )
}

function Line({ line }: { readonly line: EarlyLine }) {
  if (line.kind === 'fold') return <Fold {...line} />
  const { text, startUtf16, attributes } = line
  return (
    <div
      className={`px-early__line ${attributes.class}`}
      dir={attributes.dir}
      data-start={startUtf16}
    >
      {text === '' ? <br /> : text}
    </div>
  )
}

function Fold({ note, preview, count }: Extract<EarlyLine, { readonly kind: 'fold' }>) {
  return (
    <div className="px-fold-line">
      <div className="px-fold">
        <svg viewBox="0 0 24 24" className="px-fold__icon" aria-hidden="true">
          {unfoldPaths.map((d) => (
            <path key={d} d={d} />
          ))}
        </svg>
        <b>{earlyText.foldTitle(note)}</b>
        <span className="px-fold__text">{preview}</span>
        <span className="px-fold__count">{count}</span>
      </div>
    </div>
  )
}
