import { askMatches } from '../matching/ask-matches.ts'
import { matchAsked } from '../matching/match-asked.ts'
import type { CommandAct, KeymapSetting } from './command.ts'

/** Working on many records at once. */
export const chooseCommands = {
  'match.all': {
    run: (setting) => {
      askMatches(setting)
      return true
    },
    isAvailable: (setting) => askedOf(setting) !== undefined,
  },
  'record.choose': {
    run: ({ doing, hands }) => {
      if (doing.openId) hands.chosen.toggle(doing.openId)
      return doing.openId !== null
    },
    isAvailable: ({ doing }) => doing.openId !== null,
  },
  'record.chooseAll': {
    run: ({ annotation, hands }) => {
      const { model } = annotation
      hands.chosen.set(
        model
          .all()
          .filter((each) => model.isWanted(each))
          .map(({ id }) => id),
      )
      return true
    },
  },
} as const satisfies Readonly<Record<string, CommandAct>>

function askedOf({ annotation, doing, surface }: KeymapSetting) {
  return matchAsked(annotation, surface.current?.selection() ?? null, doing.openId)
}
