import { beginComment, goToUnread } from '../comments/go-to-thread.ts'
import type { CommandAct } from './command.ts'

/** Saying something about what stands here, and reading what others say. */
export const commentCommands = {
  'comment.write': {
    run: (setting) => {
      beginComment(setting)
      return true
    },
  },
  'comment.next': {
    run: (setting) => {
      goToUnread(setting)
      return true
    },
  },
  'comment.all': {
    run: ({ hands, actions }) => {
      const isShown = hands.comments.state.place?.kind === 'all'
      actions.open(null)
      hands.comments.show(isShown ? null : { kind: 'all' })
      return true
    },
  },
} as const satisfies Readonly<Record<string, CommandAct>>
