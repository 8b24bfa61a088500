import type { RecordId } from '@parallax/domain'
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
  if (!doing.openId && under) actions.open(under as RecordId, { reveal: false }) // as above
  if (!doing.openId && !under) return false
  requestAnimationFrame(() => {
    const inspector = document.querySelector('.insp__body')
    const first = inspector?.querySelector<HTMLElement>('[data-focus]')
    const any = inspector?.querySelector<HTMLElement>('input, [role="radio"], button')
    ;(first ?? any)?.focus()
  })
  return true
}

function chooseProposition({ doing, annotation }: KeymapSetting): boolean {
  const record = doing.openId ? annotation.recordOf(doing.openId) : undefined
  if (record?.kind !== 'claim') return false
  document.querySelector<HTMLElement>('[data-focus="proposition"]')?.focus()
  return true
}
