/** The words that the surface itself shows or reads out. The host may pass its own. */
export type SurfaceWords = {
  /** The bold title of a folded stretch; `note` is the note of its zone. */
  readonly foldTitle: (note: string) => string
  readonly foldLines: (lineCount: number) => string
  readonly foldAgain: string
  readonly moveStart: string
  readonly moveEnd: string
}

/** Plain English. */
export const defaultWords: SurfaceWords = {
  foldTitle: (note) => note || 'Site notice',
  foldLines: (lineCount) => (lineCount === 1 ? '1 line' : `${lineCount} lines`),
  foldAgain: 'Fold',
  moveStart: 'Drag to move the start',
  moveEnd: 'Drag to move the end',
}
