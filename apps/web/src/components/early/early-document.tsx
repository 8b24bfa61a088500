'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { PANES_KEY, readPaneWidths } from '../pane-widths.ts'
import { PLACES_KEY, placeIn, readPlaces } from '../reading-places.ts'
import { useVisitor } from '../visitor.tsx'
import { isEarlyAddress } from './early-address.ts'
import { EarlyDocumentContext, type EarlyPlace } from './early-context.ts'
import { useEarlyPage } from './early-page.ts'
import { placeNow } from './early-place.ts'
import { EarlySheet } from './early-sheet.tsx'
import { ReaderPlaces } from './reader-places.tsx'

export type EarlyDocumentProps = { readonly project: string; readonly children: ReactNode }

/**
 * Shows the text of a document that is opened by its address, before the program that annotates it
 * is loaded. It stands over `children` as long as something in them is opening, once.
 */
export function EarlyDocument({ project, children }: EarlyDocumentProps) {
  const [document] = useState(useAddressedDocument())
  const [holders, setHolders] = useState<number>()
  const [isOver, setIsOver] = useState(document === undefined)
  const place = useRef<() => EarlyPlace | null>(() => null)
  if (holders === 0 && !isOver) setIsOver(true)
  const hold = useCallback(() => {
    setHolders((count = 0) => count + 1)
    return () => setHolders((count = 1) => count - 1)
  }, [])
  const askPlace = useCallback(() => place.current(), [])
  const value = useMemo(
    () => ({ isShown: !isOver, hold, place: askPlace }),
    [isOver, hold, askPlace],
  )
  return (
    <EarlyDocumentContext value={value}>
      {children}
      {document !== undefined && !isOver && (
        <EarlyReader project={project} document={document} place={place} />
      )}
    </EarlyDocumentContext>
  )
}

/** The document that the address names, when it is about that document as a whole. */
function useAddressedDocument(): string | undefined {
  const pathname = usePathname()
  const search = `${useSearchParams()}`
  return isEarlyAddress({ pathname, search }) ? pathname.split('/')[4] : undefined
}

type EarlyReaderProps = {
  readonly project: string
  readonly document: string
  readonly place: RefObject<() => EarlyPlace | null>
}

function EarlyReader({ project, document, place }: EarlyReaderProps) {
  const frame = useRef<HTMLDivElement>(null)
  const fromUtf16 = useKeptPlace(document)
  useKeptWidths(frame)
  const page = useEarlyPage(project, document, fromUtf16)
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(fetchReadingFont, [])
  useLayoutEffect(() => {
    // The reader's place, as whoever takes over asks for it.
    place.current = () => (scroller.current ? placeNow(scroller.current) : null)
    return () => {
      place.current = () => null
    }
  }, [place])
  return (
    <ReaderPlaces frame={frame} className="reader--early">
      {page && <EarlySheet page={page} fromUtf16={fromUtf16 ?? 0} scroller={scroller} />}
    </ReaderPlaces>
  )
}

/** Where the reader was in this document; `undefined` until the browser has said so. */
function useKeptPlace(documentId: string): number | undefined {
  const { user } = useVisitor()
  const [fromUtf16, setFromUtf16] = useState<number>()
  useLayoutEffect(() => {
    // The browser: what it kept is known only here.
    const places = readPlaces(window.localStorage.getItem(PLACES_KEY))
    setFromUtf16(placeIn(places, { documentId, userId: user?.id ?? '' })?.topUtf16 ?? 0)
  }, [documentId, user])
  return fromUtf16
}

/** Makes the places beside the text as wide as they will be. */
function useKeptWidths(frame: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    // The browser: what it kept is known only here.
    const widths = readPaneWidths(window.localStorage.getItem(PANES_KEY))
    for (const [pane, widthPx] of Object.entries(widths))
      frame.current?.style.setProperty(`--${pane}`, `${widthPx / 16}rem`)
  }, [frame])
}

/** Asks for the letters of the text while its words are on their way, so that they seldom change. */
function fetchReadingFont(): void {
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font-read')
  // Without them the browser writes with its own.
  document.fonts.load(`400 1rem ${family}`).catch(() => {})
}
