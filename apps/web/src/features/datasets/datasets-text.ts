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
    placeholder: 'Title or words in the text',
    all: (total: number) =>
      total === 1 ? 'Choose the one found' : `Choose all ${total.toLocaleString('en')} found`,
    tooMany:
      'At most 10,000 documents can be chosen. Narrow them down, or export all documents at once.',
    loading: 'The documents are on their way',
    failed: 'The documents did not arrive',
    none: 'Nothing fits',
    noneText: 'No document has such words, from this outlet and as far as that.',
    more: (left: number) =>
      `${counted(left, 'more is', 'more are')} not shown: narrow the list to see them.`,
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
    silent:
      'The server that does this has not been heard of for some seconds. If it does not come back, this is ended within two minutes, and you can start it again.',
    unheard: 'The server does not answer. How far these are is not known until it does.',
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
