/** The words of the bar that finds in the open document. */
export const findText = {
  bar: 'Find in this document',
  placeholder: 'Find in this document',
  next: 'Next hit',
  previous: 'Previous hit',
  everywhere: 'Find in the whole project',
  tagAll: 'Tag all…',
  close: 'Close',
  none: 'Nothing found',
  count: (index: number | null, total: number, isDone: boolean) =>
    `${index === null ? '–' : index + 1} of ${total}${isDone ? '' : '+'}`,
}
