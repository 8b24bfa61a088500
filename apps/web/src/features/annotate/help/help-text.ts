/** Every sentence and word of the help about labels, in one place. */
export const helpText = {
  title: 'What the labels mean',
  open: (name: string) => `What “${name}” means`,
  types: 'Entities',
  relations: 'Relations',
  topics: 'Topics',
  test: 'Ask yourself:',
  positive: 'So:',
  negative: 'Not so:',
  nothing: 'The codebook says nothing of it yet.',
} as const
