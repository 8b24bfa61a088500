/** Every sentence and word of the reading view, in one place. */
export const readingText = {
  title: 'Reading view',
  back: 'Back to annotating',
  described: 'A screen reader says each mark',
  lists: 'Records under each paragraph',
  print: 'Print',
  changed: 'Something has changed since.',
  showChanges: 'Show it',
  opening: 'Opening the reading view',
  more: 'The rest is being written.',
  legend: 'What the lines mean',
  legendTypes: 'A tint and a solid line under the words is a mention. Its colour is its type:',
  legendClaim: 'A dashed line is a claim: somebody says so.',
  legendStance: 'A solid line further down is a stance: somebody is for or against.',
  legendValues: 'A stance has a value:',
  legendTentative: 'Paler lines stand in the layers of other people.',
  facts: 'About this document',
  outlet: 'Outlet',
  agency: 'Agency',
  byline: 'By',
  publishedAt: 'Published',
  language: 'Language',
  url: 'Address',
  layers: 'Layers',
  holds: 'Records',
  counts: (mentions: number, claims: number, stances: number) =>
    [
      mentions === 1 ? '1 mention' : `${mentions} mentions`,
      claims === 1 ? '1 claim' : `${claims} claims`,
      stances === 1 ? '1 stance' : `${stances} stances`,
    ].join(', '),
  recordsHere: (count: number) =>
    count === 1 ? '1 record begins here' : `${count} records begin here`,
  linked: (label: string, words: string) => `${label} “${words}”`,
  linkedFrom: (label: string, words: string) => `“${words}” ${label} this`,
  leftAside: (count: number) =>
    `Not part of the story: ${count === 1 ? '1 paragraph' : `${count} paragraphs`}`,
} as const
