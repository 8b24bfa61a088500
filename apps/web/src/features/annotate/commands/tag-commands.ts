import type { CommandAct } from './command.ts'

/** Making records of the selected words. */
export const tagCommands = {
  'tag.claim': {
    run: ({ actions }) => actions.claim(),
    isAvailable: ({ doing }) => doing.selection !== null,
  },
  'tag.stance': {
    run: ({ actions }) => actions.stance(),
    isAvailable: ({ doing }) => doing.selection !== null || doing.openId !== null,
  },
  'tag.link': {
    run: ({ actions }) => actions.startLink(),
    isAvailable: ({ doing }) => doing.openId !== null,
  },
  'tag.part': {
    run: ({ actions }) => actions.addPart(),
    isAvailable: ({ annotation, doing }) =>
      doing.selection !== null && doing.openId !== null && annotation.mayChange(doing.openId),
  },
  'tag.zone': { run: ({ actions }) => actions.askZone() },
} as const satisfies Readonly<Record<string, CommandAct>>
