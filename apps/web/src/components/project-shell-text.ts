import type { ProjectMode, Role } from '@parallax/domain'

const roles = {
  owner: 'Owner',
  adjudicator: 'Adjudicator',
  annotator: 'Annotator',
  viewer: 'Reader',
} satisfies Record<Role, string>

const modes = {
  together: 'Together',
  'side-by-side': 'Side by side',
  blind: 'Blind',
} satisfies Record<ProjectMode, string>

export const projectShellText = {
  roles,
  modes,
  archived: 'Archived',
  sample: 'Sample',
  /** Under the project's name: what it is. */
  note: (mode: ProjectMode, isSample: boolean) =>
    isSample ? `Sample, ${modes[mode].toLowerCase()}` : modes[mode],
  keys: {
    title: 'All keys',
    everywhere: 'On every screen',
    here: 'On this screen',
    help: 'Show all keys',
    find: 'Find in the list',
    undo: 'Take back what you did',
    redo: 'Do it again',
    close: 'Close what is open',
  },
} as const
