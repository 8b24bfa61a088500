import { annotateText } from '../annotate-text.ts'
import { isUnlinked } from '../filter/record-filter.ts'
import { linkEnds } from '../moving/link-ends.ts'
import { movingText } from '../moving/moving-text.ts'
import { zoneStep } from '../moving/zone-step.ts'
import { titleOf } from '../record-words.ts'
import { namingOf } from '../surface-pane.tsx'
import type { CommandAct, KeymapSetting } from './command.ts'

const isOpen = ({ doing }: KeymapSetting) => doing.openId !== null

/** Going far: to what is still to be done, to other parts of the page, along links and back. */
export const jumpCommands = {
  'mention.nextUnlinked': { run: (setting) => toUnlinked(setting, 1) },
  'mention.previousUnlinked': { run: (setting) => toUnlinked(setting, -1) },
  'zone.next': { run: (setting) => toZone(setting, 1) },
  'zone.previous': { run: (setting) => toZone(setting, -1) },
  'link.follow': { run: follow, isAvailable: isOpen },
  'link.back': { run: goBack },
} as const satisfies Readonly<Record<string, CommandAct>>

/** To the nearest mention that is not linked yet; from the other end of the text when there is none on. */
function toUnlinked(setting: KeymapSetting, direction: 1 | -1): boolean {
  const { annotation, doing, actions, surface } = setting
  const { model, text } = annotation
  const from = { id: doing.openId, offsetUtf16: surface.current?.caretUtf16() ?? 0 }
  const onward = model.neighbour(from, direction, isUnlinked)
  const edge = { id: null, offsetUtf16: direction === 1 ? 0 : text.length }
  const found = onward ?? model.neighbour(edge, direction, isUnlinked)
  if (!found) actions.say({ text: movingText.allLinked })
  else {
    actions.open(found.id)
    if (!onward)
      surface.current?.announce(direction === 1 ? movingText.fromStart : movingText.fromEnd)
  }
  return true
}

function toZone({ annotation, surface, actions }: KeymapSetting, direction: 1 | -1): boolean {
  const { current } = surface
  const zone = current && zoneStep(annotation.document.data.zones, current.caretUtf16(), direction)
  if (!zone) actions.say({ text: movingText.noZone(direction) })
  else {
    const { startUtf16, kind } = zone
    current?.reveal({ startUtf16, endUtf16: startUtf16 + 1 }, { moveCaret: true })
    current?.announce(annotateText.zoneKinds[kind])
  }
  return true
}

/** To the other end of the open record's link; with several, to another one each time. */
function follow(setting: KeymapSetting): boolean {
  const { annotation, doing, hands, actions } = setting
  const record = doing.openId ? annotation.recordOf(doing.openId) : undefined
  if (!record) return false
  const end = hands.trail.go(record.id, linkEnds(record, annotation.model))
  if (end) arrive(setting, end)
  else actions.say({ text: movingText.noLink })
  return true
}

function goBack(setting: KeymapSetting): boolean {
  const { annotation, hands, actions } = setting
  const place = hands.trail.back((id) => annotation.recordOf(id) !== undefined)
  if (place) arrive(setting, place)
  else actions.say({ text: movingText.noWayBack })
  return true
}

function arrive(
  { annotation, actions, surface }: KeymapSetting,
  id: Parameters<typeof annotation.recordOf>[0],
): void {
  const record = annotation.recordOf(id)
  actions.open(id)
  if (record) surface.current?.announce(movingText.at(titleOf(record, namingOf(annotation))))
}
