import { filterText } from '../filter/filter-text.ts'
import { nameOf } from '../record-words.ts'
import type { CommandAct, KeymapSetting } from './command.ts'

/** Choosing which records are shown, and which stand out. */
export const filterCommands = {
  'filter.open': {
    run: ({ hands }) => {
      hands.filter.setIsOpen(true)
      return true
    },
  },
  'filter.clear': {
    run: ({ hands, surface }) => {
      if (!hands.filter.isActive) return false
      hands.filter.clear()
      surface.current?.announce(filterText.cleared)
      return true
    },
    isAvailable: ({ hands }) => hands.filter.isActive,
  },
  'filter.unlinked': {
    run: ({ hands }) => {
      hands.filter.change({ isUnlinkedOnly: !hands.filter.choice.isUnlinkedOnly })
      return true
    },
  },
  'filter.mine': {
    run: ({ hands, annotation }) => {
      const { people } = hands.filter.choice
      hands.filter.change({
        people: new Set(people.size > 0 ? [] : [annotation.session.me.userId]),
      })
      return true
    },
  },
  'filter.bright': { run: toggleBright },
} as const satisfies Readonly<Record<string, CommandAct>>

/** Lets only the mentions of the open mention's entity stand out, or everything again. */
function toggleBright({ annotation, doing, hands, actions, surface }: KeymapSetting): boolean {
  const { choice, change } = hands.filter
  const record = doing.openId ? annotation.recordOf(doing.openId) : undefined
  const entity = record?.kind === 'mention' ? record.data.entity : null
  if (entity !== null && entity !== choice.bright) {
    change({ bright: entity })
    surface.current?.announce(filterText.brightOn(nameOf(entity, annotation)))
  } else if (choice.bright !== null) {
    change({ bright: null })
    surface.current?.announce(filterText.brightOff)
  } else actions.say({ text: filterText.noEntity })
  return true
}
