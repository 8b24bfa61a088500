/** Every word of tagging the same words everywhere. */
export const matchingText = {
  title: (words: string) => `Tag “${words}” everywhere`,
  list: 'Other places of these words',
  label: 'Label',
  matchCase: 'Capital letters count',
  withBoilerplate: 'Site notices too',
  linkTo: (name: string) => `Link to ${name}`,
  searching: 'Looking through the text…',
  none: 'These words stand nowhere else, or are tagged there already.',
  already: (label: string) => `is tagged as ${label}`,
  onlyLink: 'is only linked',
  count: (chosen: number, all: number) =>
    chosen === all ? `${all} ${all === 1 ? 'place' : 'places'}` : `${chosen} of ${all} places`,
  hint: 'Space skips a place, Enter tags the others.',
  all: 'Choose all',
  noneOfThem: 'Choose none',
  apply: (count: number) => `Tag ${count} ${count === 1 ? 'place' : 'places'}`,
  close: 'Close, Esc',
  done: (count: number) => `${count} ${count === 1 ? 'place' : 'places'} tagged.`,
  undo: 'Undo',
  noWords: 'Select words or open a mention first.',
  open: 'Tag all matches',
} as const
