import { createContext, useContext } from 'react'

/** How tall the sheet under the text stands on a narrow screen. */
export type SheetHeight = 'half' | 'tall'

/** Which places of the annotate screen are open. None of it is stored. */
export type ReaderLayout = {
  /** The tree lies over the text; only on screens where it has no place beside it. */
  readonly isTreeOpen: boolean
  readonly setTreeOpen: (isOpen: boolean) => void
  readonly sheetHeight: SheetHeight
  readonly setSheetHeight: (height: SheetHeight) => void
  /** What is known of the document lies in the sheet; only on narrow screens. */
  readonly isAboutOpen: boolean
  readonly setAboutOpen: (isOpen: boolean) => void
}

export const ReaderLayoutContext = createContext<ReaderLayout | null>(null)

/** The places of the annotate screen. Only below its frame. */
export function useReaderLayout(): ReaderLayout {
  const layout = useContext(ReaderLayoutContext)
  if (!layout) throw new Error('useReaderLayout needs the frame of the annotate screen above it')
  return layout
}
