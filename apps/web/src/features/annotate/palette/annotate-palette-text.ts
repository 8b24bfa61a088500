/** The words that the annotate screen adds to the palette. */
export const annotatePaletteText = {
  selection: 'With the selection',
  commands: 'Commands',
  tag: (words: string, label: string) => `Tag “${words}” as ${label}`,
  document: 'This document',
  narrow: 'search only this document',
  hits: 'In the text',
}
