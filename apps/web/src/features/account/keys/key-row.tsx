import { RotateCcw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { type CommandId, commandInfos } from '../../../components/keys/command-list.ts'
import type { EffectiveKeys } from '../../../components/keys/effective-keys.ts'
import { keyCaps, keyCapText } from '../../../components/keys/key-caps.ts'
import { IconButton } from '../../../components/ui/button.tsx'
import { Kbd } from '../../../components/ui/kbd.tsx'
import { KeyCapture } from './key-capture.tsx'
import { keysSectionText as text } from './keys-section-text.ts'

export type KeyRowProps = {
  readonly id: CommandId
  readonly keys: EffectiveKeys
  /** An empty word takes the command its key. */
  readonly onChoose: (key: string) => void
  readonly onReset: () => void
}

/** A command with its key: pressing the key here lets one press another. */
export function KeyRow({ id, keys, onChoose, onReset }: KeyRowProps) {
  const { name, isFixed = false } = commandInfos[id]
  const [isAsking, setIsAsking] = useState(false)
  const change = useRef<HTMLButtonElement>(null)
  const wasAsking = useRef(false)
  useEffect(() => {
    // The focus: it returns to the key once one was pressed.
    if (wasAsking.current && !isAsking) change.current?.focus()
    wasAsking.current = isAsking
  }, [isAsking])
  const first = commandInfos[id].keys[0] ?? ''
  return (
    <li>
      <span className="grow">{name}</span>
      {isAsking ? (
        <KeyCapture
          id={id}
          keys={keys}
          onDone={(key) => {
            setIsAsking(false)
            if (key !== null) onChoose(key)
          }}
        />
      ) : (
        <>
          {keys.isOwn(id) && (
            <IconButton
              label={text.reset(name, keyCapText(first))}
              size="sm"
              onClick={() => {
                onReset()
                change.current?.focus()
              }}
            >
              <RotateCcw className="icon icon--sm" />
            </IconButton>
          )}
          {isFixed ? (
            <span className="keys" title={text.isFixed}>
              <Caps keyName={first} />
            </span>
          ) : (
            <button
              ref={change}
              type="button"
              className="keyset__key"
              aria-label={text.change(name, capsOf(keys, id))}
              onClick={() => setIsAsking(true)}
            >
              <Alternatives keyNames={keys.keysOf(id)} />
            </button>
          )}
        </>
      )}
    </li>
  )
}

function capsOf(keys: EffectiveKeys, id: CommandId): string {
  return (
    keys
      .keysOf(id)
      .map((key) => keyCapText(key))
      .join(', ') || text.none
  )
}

function Alternatives({ keyNames }: { readonly keyNames: readonly string[] }) {
  if (keyNames.length === 0) return <span className="muted">{text.none}</span>
  return keyNames.map((keyName) => (
    <span key={keyName} className="keys">
      <Caps keyName={keyName} />
    </span>
  ))
}

function Caps({ keyName }: { readonly keyName: string }) {
  return keyCaps(keyName).map((cap) => <Kbd key={cap}>{cap}</Kbd>)
}
