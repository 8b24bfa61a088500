/** Sentences of the pages that belong to no feature, and of the frame around the others. */
export const pagesText = {
  lost: {
    title: 'Nothing here',
    text: 'The page does not exist, or the project it belongs to is not shared with you.',
    home: 'To your projects',
  },
  fault: {
    title: 'This page stopped working',
    text: 'The mistake is ours. What you did is safe in this browser and will be sent.',
    home: 'To your projects',
  },
  nav: {
    label: 'Project',
    skip: 'Skip to the page',
    menu: 'Menu',
    projects: 'Projects',
    allProjects: 'All projects',
    newProject: 'New project',
    items: {
      documents: 'Documents',
      find: 'Find',
      registry: 'Entities & propositions',
      codebook: 'Codebook',
      datasets: 'Datasets',
      team: 'Team',
      settings: 'Settings',
    },
    groups: { work: '', results: 'Results', project: 'Project' },
    person: ', account, appearance and signing out',
    account: 'Account',
    signOut: 'Sign out',
    keys: 'All keys',
    theme: 'Appearance',
    themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
    density: 'Density',
    densities: { detailed: 'Detailed', compact: 'Compact' },
  },
} as const
