/** The words that the surface itself shows or reads out. The host may pass its own. */
export type SurfaceWords = {
  /** The bold title of a folded stretch; `note` is the note of its zone. */
  readonly foldTitle: (note: string) => string
  readonly foldLines: (lineCount: number) => string
  readonly foldAgain: string
  /** What stands at one end of a relation whose other end is elsewhere. */
  readonly relationTo: (label: string, quote: string) => string
  readonly relationFrom: (label: string, quote: string) => string
  readonly moveStart: string
  readonly moveEnd: string
  /** Said when keys move the ends of one part of a record, and when they move its outer ends again. */
  readonly partHeld: (
    part: { readonly number: number; readonly count: number },
    quote: string,
  ) => string
  readonly outerEndsHeld: string
}

/** Plain English. */
export const defaultWords: SurfaceWords = {
  foldTitle: (note) => note || 'Site notice',
  foldLines: (lineCount) => (lineCount === 1 ? '1 line' : `${lineCount} lines`),
  foldAgain: 'Fold',
  relationTo: (label, quote) => `${label} → “${quote}”`,
  relationFrom: (label, quote) => `“${quote}” → ${label}`,
  moveStart: 'Drag to move the start',
  moveEnd: 'Drag to move the end',
  partHeld: ({ number, count }, quote) =>
    `Part ${number} of ${count}, “${quote}”: keys move its ends`,
  outerEndsHeld: 'Keys move the outer ends',
}
