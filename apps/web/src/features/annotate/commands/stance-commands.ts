import type { CommandAct, KeymapSetting } from './command.ts'

const isAvailable = ({ doing }: KeymapSetting) => doing.openId !== null

/** Moving the value of the stance in hand along its scale. */
export const stanceCommands = {
  'stance.against': { run: (setting) => step(setting, -1), isAvailable },
  'stance.neutral': { run: (setting) => setValue(setting, 0), isAvailable },
  'stance.for': { run: (setting) => step(setting, 1), isAvailable },
} as const satisfies Readonly<Record<string, CommandAct>>

/** The stance that keys move: the open one, or the first of the open claim. */
function stanceInHand({ doing, annotation }: KeymapSetting) {
  const record = doing.openId && annotation.recordOf(doing.openId)
  if (!record) return undefined
  if (record.kind === 'stance') return record
  const ofClaim = annotation.model
    .pointingAt(record.id)
    .find((each) => each.kind === 'stance' && each.data.claim === record.id)
  return ofClaim?.kind === 'stance' ? ofClaim : undefined
}

function step(setting: KeymapSetting, by: 1 | -1): boolean {
  const stance = stanceInHand(setting)
  return stance ? setValue(setting, stance.data.value + by) : false
}

function setValue(setting: KeymapSetting, value: number): boolean {
  const { annotation, actions } = setting
  const stance = stanceInHand(setting)
  const { scale } = annotation.codebook
  if (!stance || !scale) return false
  const fitting = Math.max(scale.min, Math.min(scale.max, value))
  actions.setRegister(stance.id, 'value', fitting)
  return true
}
