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
  /** What was typed while the palette was being fetched. */
  readonly typedBefore: () => string
  /** What the screen below offers. */
  readonly source: () => PaletteSource | undefined
  readonly onClose: () => void
}

/** Everything that can be done or reached from here, found by typing. */
export function Palette({ typedBefore, source, onClose }: PaletteProps) {
  const chosen = useRef<PaletteItem | null>(null)
  const [cameFrom] = useState(() => document.activeElement)
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
            <PaletteBody typedBefore={typedBefore} screen={source()} onChoose={choose} />
          </RadixDialog.Content>
        </RadixDialog.Overlay>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

type PaletteBodyProps = {
  readonly typedBefore: () => string
  readonly screen: PaletteSource | undefined
  readonly onChoose: (item: PaletteItem) => void
}

function PaletteBody({ typedBefore, screen, onChoose }: PaletteBodyProps) {
  const [typed, setTyped] = useState(typedBefore)
  const [isNarrow, setIsNarrow] = useState(false)
  // Where the person went by arrow or mouse since the last letter; until then it is the first line.
  const [pointed, setPointed] = useState<string | null>(null)
  const within = screen?.within
  const { lines, words, isLoading } = useLines(typed, isNarrow, screen)
  const isThere = lines.some(({ items }) => items.some(({ id }) => id === pointed))
  const current = isThere ? pointed : lines[0]?.items[0]?.id
  const narrow = (next: boolean) => {
    setPointed(null)
    setIsNarrow(next && within !== undefined)
  }
  const type = (next: string) => {
    setPointed(null)
    setTyped(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') {
      event.preventDefault()
      narrow(!event.shiftKey && !isNarrow)
    }
    if (event.key === 'Backspace' && typed === '') narrow(false)
  }
  return (
    <>
      <Command
        shouldFilter={false}
        loop
        label={text.title}
        value={current ?? ''}
        onValueChange={setPointed}
        onKeyDown={onKeyDown}
      >
        <div className="palette__field">
          <Search className="icon" />
          <button
            type="button"
            tabIndex={-1}
            className="palette__scope"
            disabled={within === undefined}
            title={isNarrow ? text.widen : within?.narrow}
            onClick={() => narrow(!isNarrow)}
          >
            {isNarrow && within ? within.label : text.project}
          </button>
          <Command.Input
            autoFocus
            value={typed}
            onValueChange={type}
            placeholder={text.placeholder}
            maxLength={200}
          />
          {isLoading && <Spinner />}
          <Kbd aria-hidden="true">Esc</Kbd>
        </div>
        <Lines groups={lines} words={words} onChoose={onChoose} isLoading={isLoading} />
      </Command>
      <Foot within={within} isNarrow={isNarrow} />
    </>
  )
}

/** What is offered for what was typed: `>` leaves the commands. */
function useLines(typed: string, isNarrow: boolean, screen: PaletteSource | undefined) {
  const isOnlyCommands = typed.startsWith('>')
  const words = isOnlyCommands ? typed.slice(1).trim() : typed
  const project = useProjectGroups(isNarrow || isOnlyCommands ? '' : words, screen)
  const hits = useHitGroup(isNarrow && !isOnlyCommands ? words : '', screen?.within)
  const lines = [...(screen?.groups(words) ?? []), ...(isNarrow ? [hits] : project.groups)]
    .filter((group) => !isOnlyCommands || group.isCommands)
    .map((group) => ({ ...group, items: rankedItems(group, words) }))
    .filter(({ items }) => items.length > 0)
  return { lines, words, isLoading: project.isLoading }
}

type LinesProps = {
  readonly groups: readonly PaletteGroup[]
  readonly words: string
  readonly isLoading: boolean
  readonly onChoose: (item: PaletteItem) => void
}

function Lines({ groups, words, isLoading, onChoose }: LinesProps) {
  return (
    <Command.List className="palette__list" label={text.results}>
      {!isLoading && <Command.Empty className="palette__none">{text.none}</Command.Empty>}
      {groups.map(({ id, title, items }) => (
        <Command.Group key={id} heading={title}>
          {items.map((item) => (
            <PaletteLine key={item.id} item={item} words={words} onChoose={onChoose} />
          ))}
        </Command.Group>
      ))}
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
