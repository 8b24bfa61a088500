import type { CommandSection } from './command-list.ts'

/** Every word about keys that more than one screen says. */
export const keysText = {
  sections: {
    select: 'Select in the text',
    move: 'Move',
    tag: 'Tag',
    record: 'The open record',
    view: 'Show and find',
    document: 'The document',
  } satisfies Record<CommandSection, string>,
  tagWith: (label: string) => `Tag the selected words: ${label}`,
  change: 'Change keys',
} as const
