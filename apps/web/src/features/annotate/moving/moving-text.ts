/** What is said while one moves through the document. */
export const movingText = {
  allLinked: 'Every mention here is linked.',
  fromStart: 'From the start again',
  fromEnd: 'From the end again',
  noZone: (direction: 1 | -1) =>
    direction === 1
      ? 'No part of the page after this one.'
      : 'No part of the page before this one.',
  noLink: 'This record has no link to follow. Make one first.',
  noWayBack: 'No link was followed yet.',
  at: (title: string) => `At ${title}`,
} as const
