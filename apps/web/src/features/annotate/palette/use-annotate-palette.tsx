import { placeOf, type RecordId } from '@parallax/domain'
import { ArrowUpDown, Eye, FileText, type LucideIcon, PenLine, Tag, TextSelect } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CommandSection } from '../../../components/keys/command-list.ts'
import { keyCapText } from '../../../components/keys/key-caps.ts'
import { usePaletteSource } from '../../../components/palette/palette-provider.tsx'
import type { PaletteGroup, PaletteItem } from '../../../components/palette/palette-source.ts'
import { LabelDot } from '../../../components/ui/label-colour.tsx'
import { Glyph } from '../../../components/ui/record-marks.tsx'
import type { Command, KeymapSetting } from '../commands/command.ts'
import type { KeyBindings } from '../commands/key-bindings.ts'
import { commands } from '../commands/registry.ts'
import { offeredLabels } from '../offered-labels.ts'
import { colleagueItems } from '../presence/colleague-items.tsx'
import { annotatePaletteText as text } from './annotate-palette-text.ts'

/** Adds to the palette what can be done with the selection and on this screen. */
export function useAnnotatePalette(setting: KeymapSetting, bindings: KeyBindings): void {
  usePaletteSource(() => ({
    groups: () => [
      withSelection(setting, bindings),
      colleagueItems(setting.annotation.session),
      screenCommands(setting, bindings),
    ],
    onRegistryItem: (id) => goToMention(setting, id),
    within: {
      label: text.document,
      narrow: text.narrow,
      hits: text.hits,
      text: setting.annotation.text,
      onHit: (range) => {
        setting.surface.current?.reveal(range, { flash: true })
        setting.surface.current?.select(range)
      },
    },
  }))
}

const longestQuoteUtf16 = 40

function withSelection(setting: KeymapSetting, bindings: KeyBindings): PaletteGroup {
  const { annotation, doing, actions, surface } = setting
  const selection = surface.current?.selection() ?? doing.selection
  if (!selection || !annotation.canWrite)
    return { id: 'selection', title: text.selection, items: [], isCommands: true }
  const whole = annotation.text.slice(selection.startUtf16, selection.endUtf16)
  const words = whole.replace(/\s+/g, ' ')
  const quote = words.length > longestQuoteUtf16 ? `${words.slice(0, longestQuoteUtf16)}…` : words
  const labels = offeredLabels(annotation.codebook, 'entityType')
  const tags = labels.map((label) => {
    const key = bindings.keyOfLabel(label)
    return {
      id: `tag ${label.id}`,
      title: text.tag(quote, label.name),
      also: label.name,
      mark: <LabelDot colour={label.colour} />,
      ...(key ? { keyCap: keyCapText(key) } : {}),
      run: () => void actions.tag(label.id),
    }
  })
  const others = commands.filter(({ section }) => section === 'tag')
  return {
    ...{ id: 'selection', title: text.selection, isCommands: true },
    items: [...tags, ...itemsOf(others, setting, bindings)],
  }
}

/** What makes no sense from here: the palette itself, what it covers, and steps one takes many of. */
const leftOut: ReadonlySet<string> = new Set([
  ...['view.palette', 'view.leave'],
  ...['sentence.next', 'sentence.previous', 'sentence.selectNext', 'sentence.selectPrevious'],
])

function screenCommands(setting: KeymapSetting, bindings: KeyBindings): PaletteGroup {
  const listed = commands.filter(({ id, section }) => section !== 'tag' && !leftOut.has(id))
  return {
    ...{ id: 'commands', title: text.commands, isCommands: true },
    items: itemsOf(listed, setting, bindings),
  }
}

const marks: Readonly<Record<string, ReactNode>> = {
  'tag.claim': <Glyph kind="claim" />,
  'tag.stance': <Glyph kind="stance" />,
  'tag.link': <Glyph kind="relation" />,
}

const sectionIcons: Readonly<Record<CommandSection, LucideIcon>> = {
  select: TextSelect,
  move: ArrowUpDown,
  tag: Tag,
  record: PenLine,
  view: Eye,
  document: FileText,
}

function itemsOf(
  listed: readonly Command[],
  setting: KeymapSetting,
  bindings: KeyBindings,
): readonly PaletteItem[] {
  return listed
    .filter(({ isAvailable }) => isAvailable?.(setting) !== false)
    .map(({ id, name, section, run }) => {
      const key = bindings.keyOf(id)
      const Icon = sectionIcons[section]
      return {
        id: `command ${id}`,
        title: name,
        mark: marks[id] ?? <Icon className="icon icon--sm" />,
        ...(key ? { keyCap: keyCapText(key) } : {}),
        run: () => void run(setting),
      }
    })
}

/** Opens what speaks of an entity or proposition here: the first, or the one after the open one. */
function goToMention({ annotation, doing, actions }: KeymapSetting, id: string): boolean {
  const startOf = (record: Parameters<typeof placeOf>[0]) =>
    placeOf(record, annotation.text).startUtf16 ?? 0
  const speaking = annotation.model
    .pointingAt(id as RecordId) // looked up, so any text will do
    .toSorted((a, b) => startOf(a) - startOf(b))
  const open = speaking.findIndex((record) => record.id === doing.openId)
  const next = speaking[(open + 1) % Math.max(1, speaking.length)]
  if (next) actions.open(next.id)
  return next !== undefined
}
