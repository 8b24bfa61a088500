import { type AnyRecord, mapGet, type RecordId, type RecordKind } from '@parallax/domain'
import { History } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useCodebookStream, useRegistry, useSession } from '../../sync/project-provider.tsx'
import { lazily } from '../lazily.tsx'
import { IconButton } from '../ui/button.tsx'
import type { Gesture } from './gestures.ts'
import { historyText as text } from './history-text.ts'

const HistoryPanel = lazily(async () => (await import('./history-panel.tsx')).HistoryPanel)

export type StreamHistoryButtonProps = {
  readonly of: 'registry' | 'codebook'
  readonly kinds: readonly RecordKind[]
  readonly mayUndo: boolean
  /** Goes to a record that a gesture changed and that still stands. */
  readonly onReveal: (record: AnyRecord) => void
}

/** Opens the history of the registry or of the codebook beside the page. */
export function StreamHistoryButton({ of, kinds, mayUndo, onReveal }: StreamHistoryButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const stream = useStreamHistory(of)
  const reveal = (gesture: Gesture) => {
    const record = gesture.lines
      .flatMap(({ entry: { change } }) => [...change.added, ...change.written])
      .map(({ id }) => stream.naming.recordOf(id))
      .find((each) => each !== undefined && !each.deleted)
    if (record) onReveal(record)
  }
  return (
    <>
      <IconButton
        ref={button}
        label={text.title}
        title={text.title}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <History className="icon" />
      </IconButton>
      {isOpen && (
        <div className="history-drawer">
          <HistoryPanel
            {...{ ...stream, kinds, mayUndo }}
            onReveal={reveal}
            onUndone={() => undefined}
            onClose={() => {
              setIsOpen(false)
              button.current?.focus()
            }}
          />
        </div>
      )}
    </>
  )
}

function useStreamHistory(kind: 'registry' | 'codebook') {
  const session = useSession()
  const registry = useRegistry()
  const codebook = useCodebookStream()
  return useMemo(() => {
    const own = kind === 'registry' ? registry : codebook
    const naming = {
      ...{ text: null, registry, codebook },
      recordOf: (id: RecordId) => mapGet(own.records, id),
      personName: session.personName.bind(session),
    }
    const id = kind === 'registry' ? session.registryId : session.codebookId
    return { naming, of: { kind, streams: [id] } }
  }, [session, registry, codebook, kind])
}
