import type { CommentBody } from '@parallax/domain'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Button } from '../../../components/ui/button.tsx'
import { Face } from '../../../components/ui/face.tsx'
import { Textarea } from '../../../components/ui/input.tsx'
import { usePeople } from '../../../sync/project-provider.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { focusWhenThere } from '../focus-when-there.ts'
import { bodyOfTyped, type Nameable, nameBeingTyped, peopleNamed } from './comment-body.ts'
import { commentsText } from './comments-text.ts'
import { draftWords, keepDraft } from './drafts.ts'
import { noteWriting } from './writing-place.ts'

export type ComposerProps = {
  readonly label: string
  readonly send: string
  readonly placeholder?: string
  /**
   * What is typed is kept under this name until it is sent or given up, wherever one goes meanwhile, and
   * over a reload.
   */
  readonly draft: string
  readonly typedBefore?: string
  readonly isFocused?: boolean
  /** Whether it was taken; what was refused stays in the field. */
  readonly onSend: (body: CommentBody) => boolean
  readonly onCancel?: () => void
}

/** A field to write a comment in. An @ offers the people of the project. */
export function Composer(props: ComposerProps) {
  const { label, send, placeholder = commentsText.placeholder, onCancel } = props
  const { annotation, hands } = useAnnotation()
  const { session, opened } = annotation
  const draft = { user: session.me.userId, name: props.draft }
  const everyone = usePeople()
  const people = useMemo(() => everyone.filter(({ guest }) => !guest), [everyone])
  const field = useRef<HTMLTextAreaElement>(null)
  const [typed, setTyped] = useState(draftWords(draft) ?? props.typedBefore ?? '')
  const type = (next: string) => {
    setTyped(next)
    keepDraft(draft, next)
    noteWriting(opened.documentId, next === '' ? null : hands.comments.state.place)
  }
  const picker = usePicker({ field, typed, people, onType: type })
  const give = () => {
    const body = bodyOfTyped(typed, people)
    if (!body || !props.onSend(body)) return
    type('')
    focusNear(field.current)
  }
  const giveUp = () => {
    type('')
    onCancel?.()
    focusNear(field.current)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (picker.onKey(event)) return event.preventDefault()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      give()
    } else if (event.key === 'Escape' && onCancel) {
      event.preventDefault()
      onCancel()
      focusNear(field.current)
    }
  }
  useEffect(() => {
    // The field: whoever asked to write writes at once, and may name who has joined since.
    if (props.isFocused) field.current?.focus()
    session.refreshPeople()
  }, [props.isFocused, session])
  useEffect(() => {
    // The browser's memory: who leaves the field is not in the middle of writing.
    return () => noteWriting(opened.documentId, null)
  }, [opened.documentId])
  return (
    <div className="composer">
      <Textarea
        ref={field}
        rows={2}
        data-focus="comment"
        aria-label={label}
        placeholder={placeholder}
        value={typed}
        {...picker.fieldProps}
        onChange={(event) => {
          type(event.currentTarget.value)
          picker.follow(event.currentTarget)
        }}
        onSelect={(event) => picker.follow(event.currentTarget)}
        onBlur={picker.close}
        onKeyDown={onKeyDown}
      />
      {picker.list}
      <div className="composer__foot">
        {onCancel && (
          <Button size="sm" look="ghost" onClick={giveUp}>
            {commentsText.cancel}
          </Button>
        )}
        <Button size="sm" keyCap="Ctrl ↵" disabled={typed.trim() === ''} onClick={give}>
          {send}
        </Button>
      </div>
    </div>
  )
}

type PickerSetting = {
  readonly field: React.RefObject<HTMLTextAreaElement | null>
  readonly typed: string
  readonly people: readonly Nameable[]
  readonly onType: (typed: string) => void
}

/** The field goes with what was written in it: the focus stays with the thread around it. */
function focusNear(field: HTMLElement | null): void {
  const thread = field?.closest<HTMLElement>('[data-thread]')
  if (thread) focusWhenThere(() => (field?.isConnected ? null : thread))
}

const mostShown = 6

/** The people whose names go on from what stands after an @, to be chosen by arrows or by a press. */
function usePicker({ field, typed, people, onType }: PickerSetting) {
  const listId = useId()
  const [caretUtf16, setCaretUtf16] = useState<number | null>(null)
  const [chosenAt, setChosenAt] = useState(0)
  const name = caretUtf16 === null ? null : nameBeingTyped(typed, caretUtf16)
  const found = name ? peopleNamed(name.words, people).slice(0, mostShown) : []
  const isOpen = found.length > 0
  const chosen = found[Math.min(chosenAt, found.length - 1)]
  const close = () => setCaretUtf16(null)
  const pick = (person: Nameable) => {
    if (!name || caretUtf16 === null) return
    const before = `${typed.slice(0, name.atUtf16)}@${person.name} `
    onType(before + typed.slice(caretUtf16).replace(/^ /, ''))
    close()
    requestAnimationFrame(() => field.current?.setSelectionRange(before.length, before.length))
  }
  const onKey = ({ key }: { readonly key: string }): boolean => {
    if (!isOpen) return false
    if (key === 'ArrowDown') setChosenAt((chosenAt + 1) % found.length)
    else if (key === 'ArrowUp') setChosenAt((chosenAt + found.length - 1) % found.length)
    else if ((key === 'Enter' || key === 'Tab') && chosen) pick(chosen)
    else if (key === 'Escape') close()
    else return false
    return true
  }
  const follow = (element: HTMLTextAreaElement) => {
    const { selectionStart, selectionEnd } = element
    setCaretUtf16(selectionStart === selectionEnd ? selectionStart : null)
    if (selectionStart !== caretUtf16) setChosenAt(0)
  }
  return {
    onKey,
    follow,
    close,
    fieldProps: {
      'aria-autocomplete': 'list' as const,
      'aria-haspopup': 'listbox' as const,
      ...(isOpen && chosen
        ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${chosen.id}` }
        : {}),
    },
    list: (
      <>
        {isOpen && <PeopleList id={listId} people={found} chosen={chosen} onPick={pick} />}
        <span className="sr-only" aria-live="polite">
          {name && (isOpen ? commentsText.people(found.length) : '')}
        </span>
      </>
    ),
  }
}

type PeopleListProps = {
  readonly id: string
  readonly people: readonly Nameable[]
  readonly chosen: Nameable | undefined
  readonly onPick: (person: Nameable) => void
}

function PeopleList({ id, people, chosen, onPick }: PeopleListProps) {
  return (
    <div
      className="pop menu composer__people"
      id={id}
      role="listbox"
      aria-label={commentsText.peopleLabel}
    >
      {people.map((person) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field itself has the keyboard
        // biome-ignore lint/a11y/useFocusableInteractive: the field points at the chosen one
        <div
          key={person.id}
          id={`${id}-${person.id}`}
          role="option"
          aria-selected={person === chosen}
          className="menu__item"
          data-highlighted={person === chosen ? '' : undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(person)}
        >
          <Face userId={person.id} name={person.name} size="sm" isDecorative />
          {person.name}
        </div>
      ))}
    </div>
  )
}
