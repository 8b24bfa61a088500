import { createContext, use, useLayoutEffect } from 'react'

/** Where the reader is in the early text. */
export type EarlyPlace = {
  /** A letter near the top of what is in sight. */
  readonly topUtf16: number
  /** How far above that letter the sight begins, in CSS pixels; below it when negative. */
  readonly abovePx: number
}

export type EarlyDocument = {
  /** The early text stands, and everything that opens stays unseen under it. */
  readonly isShown: boolean
  /** Keeps the early text standing until the answer is called. */
  readonly hold: () => () => void
  /** Where the reader is; null when there is no early text. */
  readonly place: () => EarlyPlace | null
}

const none: EarlyDocument = { isShown: false, hold: () => () => {}, place: () => null }

export const EarlyDocumentContext = createContext<EarlyDocument>(none)

export function useEarlyDocument(): EarlyDocument {
  return use(EarlyDocumentContext)
}

/** Keeps the early text standing as long as this is there, and says whether it stands. */
export function useHoldEarly(): boolean {
  const { isShown, hold } = useEarlyDocument()
  useLayoutEffect(hold, [hold])
  return isShown
}
