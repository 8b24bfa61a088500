import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { Dialog as RadixDialog } from 'radix-ui'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Kbd } from '../ui/kbd.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { PaletteLine } from './palette-line.tsx'
import type { PaletteGroup, PaletteItem, PaletteSource } from './palette-source.ts'
import { paletteText as text } from './palette-text.ts'
import { rankedItems } from './rank-items.ts'
import { useHitGroup } from './use-hit-group.tsx'
import { useProjectGroups } from './use-project-groups.tsx'

export type PaletteProps = {
  /** What the screen below offers. */
  readonly source: () => PaletteSource | undefined
  readonly onClose: () => void
}

/** Everything that can be done or reached from here, found by typing. */
export function Palette({ source, onClose }: PaletteProps) {
  const [typed, setTyped] = useState('')
  const [isNarrow, setIsNarrow] = useState(false)
  const chosen = useRef<PaletteItem | null>(null)
  const [cameFrom] = useState(() => document.activeElement)
  const screen = source()
  const within = screen?.within
  const isOnlyCommands = typed.startsWith('>')
  const words = isOnlyCommands ? typed.slice(1).trim() : typed
  const project = useProjectGroups(isNarrow || isOnlyCommands ? '' : words, screen)
  const hits = useHitGroup(isNarrow && !isOnlyCommands ? words : '', within)
  const offered = isNarrow
    ? [...(screen?.groups(words) ?? []), hits]
    : [...(screen?.groups(words) ?? []), ...project.groups]
  const groups = offered.filter((group) => !isOnlyCommands || group.isCommands)
  const narrow = (next: boolean) => setIsNarrow(next && within !== undefined)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') {
      event.preventDefault()
      narrow(!event.shiftKey && !isNarrow)
    }
    if (event.key === 'Backspace' && typed === '') narrow(false)
  }
  const choose = (item: PaletteItem) => {
    chosen.current = item
    onClose()
  }
  return (
    <RadixDialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="scrim scrim--top">
          <RadixDialog.Content
            className="dialog palette"
            aria-describedby={undefined}
            onCloseAutoFocus={(event) => {
              event.preventDefault()
              if (cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true })
              chosen.current?.run()
            }}
          >
            <RadixDialog.Title className="sr-only">{text.title}</RadixDialog.Title>
            <Command shouldFilter={false} loop label={text.title} onKeyDown={onKeyDown}>
              <div className="palette__field">
                <Search className="icon" />
                <span className="palette__scope">
                  {isNarrow && within ? within.label : text.project}
                </span>
                <Command.Input
                  value={typed}
                  onValueChange={setTyped}
                  placeholder={text.placeholder}
                  maxLength={200}
                />
                {project.isLoading && <Spinner />}
                <Kbd aria-hidden="true">Esc</Kbd>
              </div>
              <Groups
                groups={groups}
                words={words}
                onChoose={choose}
                isLoading={project.isLoading}
              />
            </Command>
            <Foot within={within} isNarrow={isNarrow} />
          </RadixDialog.Content>
        </RadixDialog.Overlay>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

type GroupsProps = {
  readonly groups: readonly PaletteGroup[]
  readonly words: string
  readonly isLoading: boolean
  readonly onChoose: (item: PaletteItem) => void
}

function Groups({ groups, words, isLoading, onChoose }: GroupsProps) {
  return (
    <Command.List className="palette__list" label={text.results}>
      {!isLoading && <Command.Empty className="palette__none">{text.none}</Command.Empty>}
      {groups.map((group) => {
        const items = rankedItems(group, words)
        if (items.length === 0) return null
        return (
          <Command.Group key={group.id} heading={group.title}>
            {items.map((item) => (
              <PaletteLine key={item.id} item={item} words={words} onChoose={onChoose} />
            ))}
          </Command.Group>
        )
      })}
    </Command.List>
  )
}

type FootProps = {
  readonly within: PaletteSource['within']
  readonly isNarrow: boolean
}

function Foot({ within, isNarrow }: FootProps) {
  return (
    <footer className="palette__foot">
      <span>
        <Kbd>↑</Kbd> <Kbd>↓</Kbd> {text.move}
      </span>
      {within && (
        <span>
          <Kbd>Tab</Kbd> {isNarrow ? text.widen : within.narrow}
        </span>
      )}
      <span className="palette__end">
        <Kbd>&gt;</Kbd> {text.commands}
      </span>
    </footer>
  )
}
