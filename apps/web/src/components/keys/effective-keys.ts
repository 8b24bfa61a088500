import { type CommandId, commandIds, commandInfos, textKeys } from './command-list.ts'

/** The keys that one person chose: by the id of a command, an empty word for none at all. */
export type OwnKeys = Readonly<Record<string, string>>

/** Which keys every command has for one person. */
export type EffectiveKeys = {
  readonly keysOf: (id: CommandId) => readonly string[]
  /** Whether the person chose the key of that command. */
  readonly isOwn: (id: CommandId) => boolean
}

/**
 * The keys as one person has them: their own choice, else the default. A default key that the person
 * gave to another command is that command's. What is chosen for an unknown or fixed command is not used.
 */
export function effectiveKeys(own: OwnKeys): EffectiveKeys {
  const chosen = commandIds.filter((id) => isChosen(own, id))
  const taken = new Set(chosen.map((id) => own[id]))
  const keys = new Map(
    commandIds.map((id) => {
      if (!isChosen(own, id)) return [id, commandInfos[id].keys.filter((key) => !taken.has(key))]
      const key = own[id]
      return [id, key ? [key] : []]
    }),
  )
  return { keysOf: (id) => keys.get(id) ?? [], isOwn: (id) => isChosen(own, id) }
}

function isChosen(own: OwnKeys, id: CommandId): boolean {
  return Object.hasOwn(own, id) && commandInfos[id].isFixed !== true
}

/** Why a key cannot be that of a command. */
export type KeyProblem =
  /** The browser or the system takes it before any page. */
  | { readonly kind: 'browser' }
  /** It moves in the text, selects, or belongs to a command whose key is the same for everyone. */
  | { readonly kind: 'fixed'; readonly name: string }
  /** Digits tag with the labels of the codebook. */
  | { readonly kind: 'label' }
  /** Another command has it; giving it away is the person's choice. */
  | { readonly kind: 'command'; readonly id: CommandId }

/** What stands in the way of giving a key to a command, or `undefined`. */
export function keyProblem(
  keys: EffectiveKeys,
  id: CommandId,
  key: string,
): KeyProblem | undefined {
  if (browserKeys.has(key) || /^F\d+$/.test(key)) return { kind: 'browser' }
  const moving = textKeys.find((each) => each.keys.includes(key))
  if (moving) return { kind: 'fixed', name: moving.name }
  if (isMovement(key)) return { kind: 'fixed', name: movementName }
  if (/^[1-9]$/.test(key)) return { kind: 'label' }
  const other = commandIds.find((each) => each !== id && keys.keysOf(each).includes(key))
  if (other === undefined) return undefined
  return commandInfos[other].isFixed
    ? { kind: 'fixed', name: commandInfos[other].name }
    : { kind: 'command', id: other }
}

/** The command of the annotate screen that has a key until somebody chooses otherwise. */
export function defaultCommandOf(key: string): string | undefined {
  const id = commandIds.find((each) => commandInfos[each].keys.includes(key))
  return id ? commandInfos[id].name : textKeys.find(({ keys }) => keys.includes(key))?.name
}

const movementName = 'Move in the text'

/** Keys that move the caret, alone or with modifiers, and those that leave the text. */
function isMovement(key: string): boolean {
  // With Alt and Shift the arrows move the ends of the open record, or whatever somebody prefers.
  if (/^Alt\+Shift\+Arrow/.test(key)) return false
  return /(?:^|\+)(?:Arrow(?:Left|Right)|Tab|Space|Home|End)$|^(?:Shift\+)?(?:Arrow(?:Up|Down)|Page(?:Up|Down))$|^Mod\+(?:Arrow(?:Up|Down)|a|c)$/.test(
    key,
  )
}

/** What browsers keep for themselves, or what people would miss: tabs, windows, pages, printing. */
const browserKeys: ReadonlySet<string> = new Set([
  ...['t', 'w', 'n', 'q', 'r', 'l', 'd', 'p', 's', 'h', 'o', 'j', 'm', '0', '-', '=', '+'].map(
    (key) => `Mod+${key}`,
  ),
  ...['t', 'w', 'n', 'q', 'r', 'p', 'i', 'j', 'c', 'delete'].map((key) => `Mod+Shift+${key}`),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `Mod+${digit}`),
  ...['PageUp', 'PageDown', 'Shift+PageUp', 'Shift+PageDown', 'Shift+Delete'].map(
    (key) => `Mod+${key}`,
  ),
  'Alt+d',
  'Alt+f',
  'Alt+e',
  'Alt+Space',
])
