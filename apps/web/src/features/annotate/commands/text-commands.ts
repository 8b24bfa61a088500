import { extentOf } from '@parallax/domain'
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
  'edge.part': { ...inText('edge.part'), isAvailable: hasParts },
} as const satisfies Readonly<Record<TextAct, CommandAct>>

function hasParts(setting: KeymapSetting): boolean {
  const { doing, annotation } = setting
  const record = doing.openId ? annotation.recordOf(doing.openId) : undefined
  return record !== undefined && extentOf(record).length > 1 && mayMoveEnds(setting)
}

function inText(act: TextAct): CommandAct {
  return { run: ({ surface }) => surface.current?.act(act) ?? false }
}
