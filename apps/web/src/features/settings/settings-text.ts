export const settingsText = {
  title: 'Settings',
  loading: 'The settings are on their way',
  failed: 'The settings did not arrive',
  onlyOwners: 'Owners of the project change these. You see how they are set.',
  notSaved: 'This was not saved.',
  name: {
    title: 'Name',
    text: 'What everybody sees in their list of projects.',
    field: 'Name of the project',
    missing: 'A project needs a name.',
    submit: 'Save the name',
  },
  mode: {
    title: 'How people work',
    text: 'It decides which layer new work goes into. Layers that are there stay.',
    hints: {
      together: 'Everybody tags in one shared layer, live.',
      'side-by-side': 'Each analyst has a layer of their own, to compare later.',
      blind: 'Each analyst has a layer of their own and does not see the others.',
    },
  },
  copy: {
    title: 'A copy',
    text: 'Documents, layers, entities and codebook, without the people.',
    act: 'Duplicate the project',
  },
  sample: {
    title: 'The sample',
    text: 'This project is yours to play with. It can be put back as it was at first.',
    act: 'Put the sample back',
  },
  audit: {
    title: 'Who did what',
    text: 'Members, invitations and exports. These lines stay; nobody can alter them.',
  },
  end: {
    title: 'Archive or leave',
    text: 'An archived project cannot be changed and leaves the lists; it can be brought back.',
    archive: 'Archive the project',
    unarchive: 'Bring the project back',
    leave: 'Leave the project',
    leaveTitle: 'Leave',
    leaveText: 'What you did stays in the project. To come back you need a new invitation.',
  },
} as const
