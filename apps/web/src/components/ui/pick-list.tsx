import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useFocusInFrame } from './use-focus-in-frame.ts'

export type PickOption = {
  readonly id: string
  readonly content: ReactNode
  readonly run: () => void
}

export type PickListProps = {
  /** The name of the field, and what stands in it while it is empty. */
  readonly label: string
  readonly typed: string
  readonly onType: (typed: string) => void
  readonly options: readonly PickOption[]
  /** Asked first about each key; true says that it was used. */
  readonly onKey: (event: KeyboardEvent) => boolean
}

/**
 * A field with a list under it: typing is the caller's, arrows go through the list, Enter takes what
 * they stand on, the first at first. Its own, and no library's: it opens with every record that is
 * tagged, and that must not wait for a library that measures itself.
 */
export function PickList({ label, typed, onType, options, onKey }: PickListProps) {
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useFocusInFrame(field)
  const [wantedAt, setWantedAt] = useState(0)
  const at = Math.min(wantedAt, options.length - 1)
  const idOf = (index: number) => (options[index] ? `${listId}${index}` : undefined)
  const onKeyDown = (event: KeyboardEvent) => {
    if (onKey(event)) return
    const next = stepped(event.key, at, options.length)
    if (next !== undefined) {
      setWantedAt(next)
      list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) options[at]?.run()
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className="menu__find">
        <input
          ref={field}
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={idOf(at)}
          autoComplete="off"
          spellCheck={false}
          placeholder={label}
          value={typed}
          onChange={(event) => {
            setWantedAt(0)
            onType(event.currentTarget.value)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={label} className="combo__list">
        {options.map(({ id, content, run }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keyboard
          // biome-ignore lint/a11y/useFocusableInteractive: the field points at its active option
          <div
            key={id}
            id={idOf(index)}
            role="option"
            className="menu__item"
            aria-selected={index === at}
            data-selected={index === at}
            onPointerMove={() => setWantedAt(index)}
            onClick={run}
          >
            {content}
          </div>
        ))}
      </div>
    </>
  )
}

function stepped(key: string, at: number, count: number): number | undefined {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[key]
  return to === undefined ? undefined : Math.max(0, Math.min(to, count - 1))
}
