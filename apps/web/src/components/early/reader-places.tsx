import type { ReactNode, Ref } from 'react'
import { earlyText } from './early-text.ts'

export type ReaderPlacesProps = {
  readonly frame?: Ref<HTMLDivElement>
  readonly className?: string
  /** What stands in the place of the text; without it, that the document is opened is read out. */
  readonly children?: ReactNode
}

/** The places of the annotate screen, so that nothing jumps when what belongs there comes. */
export function ReaderPlaces({ frame, className = '', children }: ReaderPlacesProps) {
  return (
    <div ref={frame} className={`reader ${className}`} data-dock="idle" aria-busy="true">
      <header className="bar-top" />
      <div className="tree-pane">
        <aside className="tree" />
      </div>
      <main className="paper paper--surface">
        {children ?? <h1 className="sr-only">{earlyText.opening}</h1>}
      </main>
      <aside className="inspector" />
      <div className="phone-dock" />
    </div>
  )
}
