/** The words of the command palette. */
export const paletteText = {
  title: 'Go anywhere, do anything',
  placeholder: 'A command, a name, a title…',
  project: 'This project',
  results: 'What there is',
  none: 'Nothing is called that.',
  registry: 'Entities and propositions',
  documents: 'Documents',
  goTo: 'Go to',
  mentions: (mentions: number, documents: number) =>
    mentions === 0
      ? 'not mentioned yet'
      : `${mentions} ${mentions === 1 ? 'mention' : 'mentions'} in ${documents} ${
          documents === 1 ? 'document' : 'documents'
        }`,
  findInProject: (words: string) =>
    words === '' ? 'Find in the project' : `Find “${words}” in the project`,
  move: 'move',
  commands: 'commands',
  widen: 'search the whole project',
  open: 'Search and commands',
}
