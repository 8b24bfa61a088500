import type { SurfaceKeymap } from '@parallax/surface'
import { keyNames } from '@parallax/surface'
import { useMemo, useRef } from 'react'
import { useWindowKeys } from '../../components/window-keys.ts'
import type { KeymapSetting } from './commands/command.ts'
import type { KeyBinding, KeyBindings } from './commands/key-bindings.ts'
import { commandOf } from './commands/registry.ts'

/** What keys do while the focus is in the text. A key that has nothing to do goes on to the text. */
export function useKeymap(setting: KeymapSetting, { byKey }: KeyBindings): SurfaceKeymap {
  const latest = useRef(setting)
  latest.current = setting
  return useMemo(() => {
    const entries = [...byKey].map(
      ([key, binding]) => [key, () => runBinding(binding, latest.current)] as const,
    )
    return Object.fromEntries(entries)
  }, [byKey])
}

/** Keys that act from anywhere on the screen, such as the tree or the inspector: undo, redo, help. */
export function useScreenKeys(setting: KeymapSetting, { byKey }: KeyBindings): void {
  useWindowKeys((event) => {
    const binding = keyNames(event)
      .map((name) => byKey.get(name))
      .find(Boolean)
    if (binding?.kind !== 'command' || !commandOf(binding.id).isEverywhere) return false
    return runBinding(binding, setting)
  })
}

function runBinding(binding: KeyBinding, setting: KeymapSetting): boolean {
  return binding.kind === 'label'
    ? setting.actions.tag(binding.id)
    : commandOf(binding.id).run(setting)
}
