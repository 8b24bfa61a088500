/** Every word of what stands before a document is open. */
export const earlyText = {
  opening: 'Opening the document',
  /** What a folded stretch is called: the note of its zone, else what most of them are. */
  foldTitle: (note: string) =>
    note === '' ? 'Site notice' : `${note.charAt(0).toUpperCase()}${note.slice(1)}`,
} as const
