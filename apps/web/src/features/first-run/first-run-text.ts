export const firstRunText = {
  pageTitle: 'Welcome',
  owner: (name: string) => `${name}, owner`,
  title: ['Start with a story,', 'or with your own.'],
  lede: 'The sample project is one day on a river, told by two outlets and read by two analysts who do not agree. Every screen has something to show.',
  sample: {
    title: 'Open the sample project',
    text: '2 articles, 2 outlets, 2 analysts. Change anything: it can be put back as it was.',
    button: 'Open the sample',
    failed: 'The sample project did not open. Try again.',
  },
  own: {
    title: 'Your own documents',
    text: 'Name a project and drop files. Outlet, date and title are read from the text.',
  },
  invite: {
    title: 'Invite the others',
    text: 'Analysts, adjudicators, or people who only read. First name the project you will share.',
  },
  projects: {
    title: 'Your projects',
    text: 'Back to the projects you are in.',
  },
  keys: { all: 'shows every key, wherever you are in a project.' },
} as const
