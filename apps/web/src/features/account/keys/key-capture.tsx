import { keyNames } from '@parallax/surface'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type CommandId, commandInfos } from '../../../components/keys/command-list.ts'
import {
  type EffectiveKeys,
  type KeyProblem,
  keyProblem,
} from '../../../components/keys/effective-keys.ts'
import { keyCapText } from '../../../components/keys/key-caps.ts'
import { lastingName } from '../../../components/keys/own-keys.ts'
import { Button } from '../../../components/ui/button.tsx'
import { keysSectionText as text } from './keys-section-text.ts'

export type KeyCaptureProps = {
  readonly id: CommandId
  readonly keys: EffectiveKeys
  /** The key, an empty word for none, or null when all stays as it was. */
  readonly onDone: (key: string | null) => void
}

type Refused = { readonly key: string; readonly problem: KeyProblem }

const modifiers: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'])

/** Waits for one key. A key that is taken is said to be, with what one can do about it. */
export function KeyCapture({ id, keys, onDone }: KeyCaptureProps) {
  const field = useRef<HTMLButtonElement>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  useEffect(() => {
    // The focus: the next key is meant for this.
    field.current?.focus()
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (modifiers.has(event.key) || event.key === 'Tab' || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return onDone(null)
    const key = lastingName(keyNames(event))
    const problem = keyProblem(keys, id, key)
    if (problem) setRefused({ key, problem })
    else onDone(key)
  }
  return (
    <>
      <button
        ref={field}
        type="button"
        className="keyset__key is-asking"
        aria-describedby={`keys-${id}`}
        onKeyDown={onKeyDown}
      >
        {text.press}
      </button>
      <Button size="sm" look="ghost" onClick={() => onDone('')}>
        {text.noKey}
      </Button>
      <Button size="sm" look="ghost" onClick={() => onDone(null)}>
        {text.cancel}
      </Button>
      <p className={refused ? 'hint hint--bad' : 'hint'} id={`keys-${id}`} role="status">
        {refused ? sentenceOf(refused) : text.pressHint}{' '}
        {refused?.problem.kind === 'command' && (
          <Button size="sm" onClick={() => onDone(refused.key)}>
            {text.take(commandInfos[refused.problem.id].name)}
          </Button>
        )}
      </p>
    </>
  )
}

function sentenceOf({ key, problem }: Refused): string {
  const caps = keyCapText(key)
  switch (problem.kind) {
    case 'browser':
      return text.problems.browser(caps)
    case 'fixed':
      return text.problems.fixed(caps, problem.name)
    case 'label':
      return text.problems.label(caps)
    case 'command':
      return text.problems.command(caps, commandInfos[problem.id].name)
  }
}
