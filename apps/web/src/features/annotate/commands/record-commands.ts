import type { RecordId } from '@parallax/domain'
import { focusWhenThere } from '../focus-when-there.ts'
import type { CommandAct, KeymapSetting } from './command.ts'

const isOpen = ({ doing }: KeymapSetting) => doing.openId !== null

/** What is done with the open record. */
export const recordCommands = {
  'record.inspect': { run: inspect, isAvailable: isOpen },
  'record.proposition': { run: chooseProposition, isAvailable: isOpen },
  'record.delete': { run: ({ actions }) => actions.deleteOpen(), isAvailable: isOpen },
} as const satisfies Readonly<Record<string, CommandAct>>

/** Takes the other end of a link, or goes into the inspector of what is open or under the caret. */
function inspect({ doing, actions, surface }: KeymapSetting): boolean {
  const under = surface.current?.recordsAt(surface.current.caretUtf16())[0]?.id
  if (doing.linkFrom) {
    const end = doing.openId !== doing.linkFrom ? doing.openId : null
    const chosen = end ?? (under as RecordId | undefined) // records are drawn by their ids
    if (chosen && chosen !== doing.linkFrom) actions.endLink(chosen)
    return true
  }
  const meant = doing.openId ?? (under as RecordId | undefined) // as above
  if (!meant) return false
  if (!doing.openId) actions.open(meant, { reveal: false })
  focusWhenThere(() => {
    const fields = document.querySelector(`[data-record="${meant}"] .insp__body`)
    const first = fields?.querySelector<HTMLElement>('[data-focus]')
    return first ?? fields?.querySelector<HTMLElement>('input, [role="radio"], button')
  })
  return true
}

function chooseProposition({ doing, annotation }: KeymapSetting): boolean {
  const record = doing.openId ? annotation.recordOf(doing.openId) : undefined
  if (record?.kind !== 'claim') return false
  document.querySelector<HTMLElement>('[data-focus="proposition"]')?.focus()
  return true
}
