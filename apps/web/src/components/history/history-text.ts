/** Words of history and of conflicts, in one place. */
export const historyText = {
  nothing: 'nothing',
  yes: 'Yes',
  no: 'No',
  unknown: 'something that is not known here',
  author: 'the author',
  unnamed: 'someone unnamed',
  more: (count: number) => `${count} more`,
  parts: (count: number) => (count === 1 ? '1 part' : `${count} parts`),
  anotherValue: 'another value',
  link: 'a link',
  layer: 'the layer',
  codebookVersion: (number: number) => `version ${number} of the codebook`,
  scale: 'the stance scale',
  stance: (holder: string, value: number, target: string) =>
    `${holder} ${value > 0 ? 'for' : value < 0 ? 'against' : 'neutral on'} ${target}`,
  guideline: (value: string) => `the guideline on ${value}`,
  annotatable: (on: string) => `where ${on}s may stand`,
} as const
