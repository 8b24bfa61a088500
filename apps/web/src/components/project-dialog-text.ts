export const projectDialogText = {
  archivedToast: (name: string) => `${name} archived`,
  notDone: 'This was not done.',
  nameMissing: 'A project needs a name.',
  renameDialog: { title: 'Rename the project', name: 'Name', submit: 'Rename' },
  duplicateDialog: {
    title: 'Duplicate the project',
    lede: 'Documents, layers, entities and codebook are copied; people are not, and you own the copy.',
    name: 'Name of the copy',
    copyOf: (name: string) => `${name}, copy`,
    submit: 'Duplicate',
  },
  leaveDialog: {
    title: (name: string) => `Leave ${name}?`,
    text: 'What you did stays in the project. To come back you need a new invitation.',
    submit: 'Leave the project',
  },
  resetDialog: {
    title: 'Put the sample back as it was?',
    text: 'Everything that was changed in it since it was opened is lost, for everybody in it.',
    submit: 'Put it back',
  },
} as const
