import { type CommandId, commandIds, commandInfos } from './command-list.ts'
import type { OwnKeys } from './effective-keys.ts'

/** The choice with one key more: whoever had that key by choice has none. An empty word: no key. */
export function withKey(own: OwnKeys, id: CommandId, key: string): OwnKeys {
  const others = Object.entries(own).map(([each, has]) => [each, key && has === key ? '' : has])
  const isDefault = commandInfos[id].keys[0] === key
  const rest: OwnKeys = Object.fromEntries(others)
  return isDefault ? withoutKey(rest, id) : { ...rest, [id]: key }
}

/** The choice without one's own key of a command: it has its default again. */
export function withoutKey(own: OwnKeys, id: CommandId): OwnKeys {
  return Object.fromEntries(Object.entries(own).filter(([each]) => each !== id))
}

/** What is stored of keys; words by the ids of commands that exist, and nothing else. */
export function ownKeys(stored: unknown): OwnKeys {
  if (typeof stored !== 'object' || stored === null) return {}
  const ids: readonly string[] = commandIds
  return Object.fromEntries(
    Object.entries(stored).filter(([id, key]) => ids.includes(id) && typeof key === 'string'),
  )
}

/** Takes the name of a pressed key that people on any layout can press again. */
export function lastingName(names: readonly string[]): string {
  const [first = '', latin] = names
  return /^[\x20-\x7e]*$/.test(first) ? first : (latin ?? first)
}
