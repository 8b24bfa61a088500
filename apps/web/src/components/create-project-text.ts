/** What the dialog that makes a project says. */
export const createProjectText = {
  title: 'A new project',
  lede: 'You can change both later.',
  name: 'Name',
  namePlaceholder: 'River disputes',
  nameMissing: 'A project needs a name.',
  mode: 'How people work',
  modeHints: {
    together: 'Everybody tags in one shared layer, live.',
    'side-by-side': 'Each analyst has a layer of their own, to compare later.',
  },
  submit: 'Create the project',
  failed: 'The project was not created.',
} as const
