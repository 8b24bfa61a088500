/** Words of the card and the dialog; they come when somebody uploads. */
export const uploadText = {
  working: (count: number) => (count === 1 ? 'Adding 1 document' : `Adding ${count} documents`),
  done: (count: number) => {
    if (count === 0) return 'No document added'
    return count === 1 ? '1 document added' : `${count} documents added`
  },
  read: (count: number) => `${count} read. You can leave this page.`,
  left: (questions: number, withoutOutlet: number, failures: number) =>
    [
      questions > 0 &&
        (questions === 1 ? '1 waits for an answer' : `${questions} wait for an answer`),
      withoutOutlet > 0 &&
        (withoutOutlet === 1 ? '1 has no outlet yet' : `${withoutOutlet} have no outlet yet`),
      failures > 0 && (failures === 1 ? '1 could not be added' : `${failures} could not be added`),
    ]
      .filter((part) => part !== false)
      .join(', '),
  allIn: 'Everything is in.',
  cancel: 'Cancel',
  close: 'Put away',
  list: 'Files',
  progress: 'Files read',
  waiting: 'Waiting',
  reading: 'Reading',
  skipped: 'Skipped',
  zones: (count: number) => (count === 1 ? '1 zone' : `${count} zones`),
  sameAs: (title: string) => `The same text as “${title}”`,
  skip: 'Skip',
  addAnyway: 'Add anyway',
  whichOutlet: 'Which outlet?',
  retry: 'Try again',
  paste: {
    title: 'Add this text as a document',
    lede: 'Outlet, date and zones are read from the text. Every letter stays as you pasted it.',
    field: 'Title',
    titleHint: 'Empty: read from the text.',
    text: 'Text',
    empty: 'Write or paste the text of the article.',
    submit: 'Add the document',
  },
} as const
