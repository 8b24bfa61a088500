const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

const documents = (count: number) => counted(count, 'document', 'documents')

/** Every sentence about bringing files in. */
export const importText = {
  title: 'Import',
  text: 'Brings a file, or a zip archive of files, into this project. You see first what is in it and decide what its labels and annotators become; then all of it comes in, or nothing.',
  choose: 'Choose a file',
  dropHint: 'Or drop it anywhere on this page.',
  drop: (project: string) => `Drop to look at it for ${project}`,
  dropText: 'Nothing comes in before you have seen what it is.',
  kinds: ['.zip', '.jsonl', '.json', '.xml', '.conll'],
  sending: (name: string, percent: number) => `${name} is on its way: ${percent} %`,
  notOwner: 'Owners of the project import into it.',
  oneFile: 'Import one file at a time. Several files go into a zip archive.',
  unreached: 'The server does not answer. Nothing was imported; try again.',
  failed: 'The file was not taken.',
  looking: 'Being read. You can leave this page and come back.',
  lookFailed: 'It cannot be read',
  putAway: 'Put the file away',
  format: 'Format',
  cancel: 'Cancel',
  cancelled: 'Cancelled. Nothing was changed, and the file is still here.',
  brings: 'What it brings',
  facts: {
    documents: 'new documents',
    standingDocuments: 'there already',
    layers: 'new layers',
    records: 'new annotations',
    entities: 'new entities',
    propositions: 'new propositions',
  },
  exact:
    'This project is empty, so it becomes what the file says: codebook, ids, people and times too.',
  publishesEdits:
    'The codebook has edits that are not published yet. They are published together with the file’s labels.',
  labels: {
    title: 'Labels',
    allKnown: (count: number) =>
      `${counted(count, 'label is', 'labels are')} all in the codebook already.`,
    known: (count: number) =>
      `${counted(count, 'other label is', 'other labels are')} in the codebook already.`,
    columns: { name: 'In the file', count: 'Used', becomes: 'Becomes' },
    becomes: (name: string) => `What “${name}” becomes`,
    create: 'A new label',
    skip: 'Left out',
    skipHint: 'Its annotations stay out and are told',
    more: (count: number) =>
      `${counted(count, 'more label is', 'more labels are')} made as they are.`,
    slots: {
      entityType: 'Entity type',
      relationType: 'Relation',
      topic: 'Topic',
      documentField: 'Document label',
    },
  },
  people: {
    title: 'Annotators',
    columns: { name: 'In the file', count: 'Annotations', is: 'Is' },
    is: (name: string) => `Who “${name}” is`,
    guest: 'A guest of that name',
    more: (count: number) => `${counted(count, 'more becomes a guest', 'more become guests')}.`,
  },
  standing: {
    title: (count: number) =>
      `${counted(count, 'document is', 'documents are')} here already, by the text.`,
    label: 'What happens to documents that are here already',
    add: 'Add the file’s annotations',
    skip: 'Leave them alone',
  },
  problems: {
    title: (count: number) => counted(count, 'problem', 'problems'),
    first: (count: number) => `The first ${count}:`,
    place: (file: string, line: number) =>
      line === 0 ? file || 'The file' : `${file ? `${file}, ` : ''}line ${line}`,
    without: 'Import the rest without them',
    choose: 'Nothing comes in while something cannot be read, unless you say so.',
  },
  losses: {
    title: 'What cannot come in as it is',
    done: 'What did not come in as it was',
    of: (file: string) => `What of ${file} did not come in as it was`,
    close: 'Close',
    none: 'Everything that was read comes in.',
    columns: { before: 'In the file', after: 'Comes in' },
    columnsDone: { before: 'In the file', after: 'Came in', rest: 'What happened to the rest' },
  },
  go: 'Import',
  mustChoose: 'Say first that the rest shall come in without what cannot be read.',
  mustMap: 'Decide first what becomes of the labels.',
  running: 'Coming in. You can leave this page.',
  done: 'It is in the project.',
  doneText: (count: number, standing: number) =>
    standing > 0
      ? `${documents(count)} made, ${documents(standing)} found again.`
      : `${documents(count)} made.`,
  toDocuments: 'Go to the documents',
  another: 'Import another file',
  job: {
    takeBack: 'Take the import back',
    takenBack: 'Taken back',
    takenBackButCodebook: 'Taken back. The codebook stays: other work follows it.',
    takingBack: 'Is being taken back',
    takeBackFailed: 'It could not be taken back.',
    confirmTitle: 'Take the import back?',
    confirmText:
      'Documents that it made are retired, with what was done in them since. What it added to other documents is deleted, unless other work builds on it, and so are entities and propositions that nothing else refers to. Labels stay; a codebook that came with a whole project makes way for the one before, unless other work follows it. Retired documents can be brought back from the list of documents.',
    confirm: 'Take it back',
  },
} as const
