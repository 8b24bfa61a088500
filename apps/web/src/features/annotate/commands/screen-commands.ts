import type { CommandAct, KeymapSetting } from './command.ts'

/** Undo, redo, the list of keys, and leaving what is open. */
export const screenCommands = {
  'view.leave': { run: leave },
  'view.palette': {
    run: ({ onPalette }) => {
      onPalette()
      return true
    },
  },
  'view.find': {
    run: ({ onFind }) => {
      onFind()
      return true
    },
  },
  'view.keys': {
    run: ({ onShowKeys }) => {
      onShowKeys()
      return true
    },
  },
  'view.history': {
    run: ({ hands }) => {
      hands.history.open({ record: null })
      return true
    },
  },
  'document.read': {
    run: ({ onRead }) => {
      onRead()
      return true
    },
  },
  'view.labels': {
    run: ({ onShowLabels }) => {
      onShowLabels()
      return true
    },
  },
  'document.undo': {
    run: ({ actions }) => {
      void actions.undo()
      return true
    },
  },
  'document.redo': {
    run: ({ actions }) => {
      void actions.redo()
      return true
    },
  },
} as const satisfies Readonly<Record<string, CommandAct>>

/** Leaves the nearest thing: the question, the link, the selection, the choice, the open record. */
function leave({ doing, actions, surface, hands }: KeymapSetting): boolean {
  if (doing.asking) actions.ask(null)
  else if (doing.linkFrom) actions.startLink()
  else if (surface.current?.selection()) surface.current.select(null)
  else if (hands.chosen.ids.size > 0) hands.chosen.clear()
  else if (doing.openId) actions.open(null)
  else if (hands.comments.state.place) hands.comments.show(null)
  else return false
  return true
}
