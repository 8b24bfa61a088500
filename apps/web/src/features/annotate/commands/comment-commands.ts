import type { CommandAct, KeymapSetting } from './command.ts'

/** What a comment asks for comes with the first key or press; nobody waits for it at the door. */
async function withThreads(
  act: (going: typeof import('../comments/go-to-thread.ts')) => void,
): Promise<void> {
  act(await import('../comments/go-to-thread.ts'))
}

const soon = (work: Promise<void>): true => {
  // Without a network it does not come, and the key can be pressed again.
  work.catch(() => undefined)
  return true
}

/** Saying something about what stands here, and reading what others say. */
export const commentCommands = {
  'comment.write': {
    run: (setting) => {
      // The selection as it is at the press, not when the code has come.
      const selection = setting.surface.current?.selection() ?? setting.doing.selection
      const doing = { ...setting.doing, selection }
      return soon(withThreads(({ beginComment }) => beginComment({ ...setting, doing })))
    },
  },
  'comment.next': {
    run: (setting) => soon(withThreads(({ goToUnread }) => goToUnread(setting))),
  },
  'comment.all': { run: showAll },
} as const satisfies Readonly<Record<string, CommandAct>>

function showAll({ hands, actions }: KeymapSetting): boolean {
  const isShown = hands.comments.state.place?.kind === 'all'
  actions.open(null)
  hands.comments.show(isShown ? null : { kind: 'all' })
  return true
}
