import type { TextAct } from '@parallax/surface'
import type { CommandAct, KeymapSetting } from './command.ts'

const mayMoveEnds = ({ doing, annotation }: KeymapSetting) =>
  doing.openId !== null && annotation.mayChange(doing.openId)

/** Selecting by more than letters and words, and moving the ends of the open record. */
export const textCommands = {
  'selection.grow': inText('selection.grow'),
  'selection.shrink': inText('selection.shrink'),
  'sentence.next': inText('sentence.next'),
  'sentence.previous': inText('sentence.previous'),
  'sentence.selectNext': inText('sentence.selectNext'),
  'sentence.selectPrevious': inText('sentence.selectPrevious'),
  'edge.endOn': { ...inText('edge.endOn'), isAvailable: mayMoveEnds },
  'edge.endBack': { ...inText('edge.endBack'), isAvailable: mayMoveEnds },
  'edge.startOn': { ...inText('edge.startOn'), isAvailable: mayMoveEnds },
  'edge.startBack': { ...inText('edge.startBack'), isAvailable: mayMoveEnds },
} as const satisfies Readonly<Record<TextAct, CommandAct>>

function inText(act: TextAct): CommandAct {
  return { run: ({ surface }) => surface.current?.act(act) ?? false }
}
