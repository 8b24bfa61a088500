/** Every sentence and word of the places of the annotate screen, in one place. */
export const layoutText = {
  dock: 'Go on in this text',
  records: 'Records',
  previousRecord: 'Previous record',
  nextRecord: 'Next record',
  undo: 'Undo',
  redo: 'Redo',
  more: 'More',
  previousDocument: 'Previous document',
  nextDocument: 'Next document',
  about: 'About this document',
  drawn: 'What is drawn',
  shown: (name: string) => `${name}, shown`,
  hidden: (name: string) => `${name}, hidden`,
  layers: 'Layers',
  taller: 'Make the card taller',
  lower: 'Make the card lower',
} as const
