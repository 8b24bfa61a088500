import type { Codebook } from '@parallax/domain'
import { type CommandSection, textKeys } from '../../components/keys/command-list.ts'
import { keyCapText } from '../../components/keys/key-caps.ts'
import { keysText } from '../../components/keys/keys-text.ts'
import type { KeyGroup, KeyLine } from '../../components/keys-dialog.tsx'
import type { KeyBindings } from './commands/key-bindings.ts'
import { commands } from './commands/registry.ts'
import { offeredLabels } from './offered-labels.ts'

const order: readonly CommandSection[] = ['select', 'tag', 'record', 'move', 'view', 'document']

/** The keys of this screen as they are for this person, in groups; what has no key is not there. */
export function keyGroups(codebook: Codebook, bindings: KeyBindings): readonly KeyGroup[] {
  const types = offeredLabels(codebook, 'entityType').flatMap((label) => {
    const key = bindings.keyOfLabel(label)
    return key ? [{ keyCap: keyCapText(key), what: keysText.tagWith(label.name) }] : []
  })
  const ofSection = (section: CommandSection) =>
    commands.flatMap(({ id, name, section: own, isEverywhere }) => {
      const key = bindings.keyOf(id)
      if (own !== section || isEverywhere || key === undefined) return []
      return [{ keyCap: keyCapText(key), what: name }]
    })
  const text = textKeys.flatMap(({ keys: [key], name }) =>
    key ? [{ keyCap: keyCapText(key), what: name }] : [],
  )
  const ahead: Partial<Record<CommandSection, readonly KeyLine[]>> = { select: text, tag: types }
  return order
    .map((section) => ({
      title: keysText.sections[section],
      lines: [...(ahead[section] ?? []), ...ofSection(section)],
    }))
    .filter(({ lines }) => lines.length > 0)
}
