import type { CodebookLabel, LabelId } from '@parallax/domain'
import { type CommandId, commandIds } from '../../../components/keys/command-list.ts'
import type { EffectiveKeys } from '../../../components/keys/effective-keys.ts'

/** What a key does: it runs a command, or tags with a label. */
export type KeyBinding =
  | { readonly kind: 'command'; readonly id: CommandId }
  | { readonly kind: 'label'; readonly id: LabelId }

export type KeyBindings = {
  /** By the name of the key. */
  readonly byKey: ReadonlyMap<string, KeyBinding>
  /** The key that runs a command, the best one first; `undefined` when it has none. */
  readonly keyOf: (id: CommandId) => string | undefined
  /** The key that tags with a label, unless the person gave it to a command. */
  readonly keyOfLabel: (label: KeyedLabel) => string | undefined
}

/** A label as far as keys go. */
export type KeyedLabel = Pick<CodebookLabel, 'id' | 'key'>

/**
 * What every key does for one person in one project. A person's own choice goes before the key of a
 * label, and that before the default of a command: a new command takes no label its key.
 */
export function keyBindings(labels: readonly KeyedLabel[], keys: EffectiveKeys): KeyBindings {
  const byKey = new Map<string, KeyBinding>()
  const bind = (ids: readonly CommandId[]) => {
    for (const id of ids) for (const key of keys.keysOf(id)) byKey.set(key, { kind: 'command', id })
  }
  bind(commandIds.filter((id) => !keys.isOwn(id)))
  for (const { id, key } of labels) if (key !== null) byKey.set(key, { kind: 'label', id })
  bind(commandIds.filter((id) => keys.isOwn(id)))
  return {
    byKey,
    keyOf: (id) => keys.keysOf(id).find((key) => isBoundTo(byKey.get(key), 'command', id)),
    keyOfLabel: ({ id, key }) =>
      key !== null && isBoundTo(byKey.get(key), 'label', id) ? key : undefined,
  }
}

function isBoundTo(binding: KeyBinding | undefined, kind: KeyBinding['kind'], id: string): boolean {
  return binding?.kind === kind && binding.id === id
}
