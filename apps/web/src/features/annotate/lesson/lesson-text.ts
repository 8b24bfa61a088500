/** Every sentence of the short lesson, in one place. */
export const lessonText = {
  title: 'Six keys',
  of: (index: number, count: number) => `${index + 1} of ${count}`,
  skip: 'Skip',
  again: 'Learn the six keys',
  close: 'Done',
  ended: 'That is all it takes. Every other key is behind the question mark.',
  steps: {
    select: 'Select a few words: hold Shift and Ctrl and press the arrow, or drag over them.',
    grow: 'Grow the selection: to the word, the sentence, the paragraph.',
    claim: 'Make it a claim. What can be read from the text is filled in.',
    leave: 'Leave what is open, and go back to the text.',
    next: 'Go to the next record.',
    undo: 'Take back what you did. The claim is gone again.',
  },
} as const
