const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** Every sentence of the screen. */
export const datasetsText = {
  title: 'Datasets',
  lede: 'What the project knows, as files.',
  facts: {
    label: 'What the project holds',
    documents: 'documents',
    mention: 'mentions',
    claim: 'claims',
    stance: 'stances',
    relation: 'relations',
    entities: 'entities',
    propositions: 'propositions',
    failed: 'The numbers did not arrive.',
    retry: 'Try again',
  },
  choose: {
    title: 'Documents to export',
    find: 'Find a document',
    loading: 'The documents are on their way',
    failed: 'The documents did not arrive',
    none: 'Nothing fits',
    noneText: 'No document has such words in its title.',
    more: (left: number) =>
      `${counted(left, 'more is', 'more are')} not shown; search for them by title.`,
    done: 'Done',
    clear: 'Choose none',
    chosen: (count: number) => `${counted(count, 'document', 'documents')} chosen`,
  },
  snippet: {
    label: 'How to read the file',
    copy: 'Copy',
    copied: 'Copied',
    languages: { python: 'Python', r: 'R' },
  },
  import: {
    title: 'Import',
    text: 'Brings a Parallax file into this project: documents, codebook, entities, propositions and layers, with ids, people and times as they were.',
    choose: 'Choose a file',
    dropHint: 'Or drop a .jsonl file anywhere on this page.',
    drop: (project: string) => `Drop to import into ${project}`,
    dropText: 'All of the file is checked before anything is written.',
    kinds: ['.jsonl'],
    sending: (name: string) => `${name} is on its way`,
    notOwner: 'Owners of the project import into it.',
    notEmpty:
      'A file is imported into a project that holds nothing yet. This one holds documents or entries.',
    newProject: 'Make a new project',
    wrongKind: (name: string) =>
      `${name} is not a Parallax file. Its name ends in .jsonl; other formats are not taken yet.`,
    oneFile: 'Import one file at a time.',
    unreached: 'The server does not answer. Nothing was imported; try again.',
    failed: 'The file was not taken.',
  },
  jobs: {
    title: 'Exports and imports',
    loading: 'The list is on its way',
    failed: 'The list did not arrive',
    none: 'No exports and imports yet.',
    kinds: {
      import: 'Import',
      release: (number: number | null) => (number === null ? 'Release' : `Release ${number}`),
    },
    releasing: 'Being written. You can leave this page.',
    running: 'Being checked and written. You can leave this page.',
    cancelled: 'Cancelled. Nothing was changed.',
    exported: {
      all: 'All of it kept',
      some: (left: number) => `${left} left out or changed`,
      details: 'Every record kept, not every detail',
    },
    look: 'Look',
    download: (name: string) => `Download ${name}`,
    counts: (documents: number, layers: number, records: number) =>
      [
        counted(documents, 'document', 'documents'),
        counted(layers, 'layer', 'layers'),
        counted(records, 'record', 'records'),
      ].join(', '),
    done: 'Done',
    failedJob: 'Nothing was imported',
    problems: (count: number) => counted(count, 'problem', 'problems'),
    line: (line: number) => `Line ${line}`,
    wholeFile: 'The file',
  },
} as const
