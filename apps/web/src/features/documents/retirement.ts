import { documentIdSchema } from '@parallax/domain'
import type { ProjectSession } from '@parallax/sync'
import { useState } from 'react'
import { refusalSentence } from '../../components/refusal-text.ts'
import { useUndoToast } from '../../components/ui/undo-toast.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import type { DocumentRow } from './document-status.ts'
import { documentsText } from './documents-text.ts'

const text = documentsText.bulk

type Retirement = 'document.retire' | 'document.restore'

/** A document as the list showed it. */
type Seen = Pick<DocumentRow, 'id' | 'seq'>

type Change = {
  readonly type: Retirement
  readonly seen: readonly Seen[]
  readonly isUndoable: boolean
}

const opposite: Readonly<Record<Retirement, Retirement>> = {
  'document.retire': 'document.restore',
  'document.restore': 'document.retire',
}

/** Retires and restores documents, with a toast that takes it back. */
export function useRetirement() {
  const session = useSession()
  const showToast = useUndoToast()
  const [problem, setProblem] = useState<string>()
  /** Whether it was done; if not, `problem` says why. */
  const change = (type: Retirement, seen: readonly Seen[]): boolean => {
    const outcome = attempt(session, { type, seen, isUndoable: true })
    setProblem(outcome)
    if (outcome !== undefined) return false
    const words = type === 'document.retire' ? text.retired : text.restored
    showToast({
      text: words(seen.length),
      // By itself, whatever was done meanwhile; so it is no step of undo.
      onUndo: () => setProblem(attempt(session, { type: opposite[type], seen, isUndoable: false })),
    })
    return true
  }
  return { change, problem }
}

/** One gesture over all of them, on what the list showed: none needs to be opened for it. */
function attempt(session: ProjectSession, change: Change): string | undefined {
  const { type, seen, isUndoable } = change
  const drafts = seen.map(({ id, seq }) => {
    const stream = { kind: 'document' as const, id: documentIdSchema.parse(id) }
    return { stream, type, args: {}, seenSeq: seq }
  })
  const performed = session.perform(drafts, { isUndoable })
  if (performed.ok) return undefined
  const { what, wayOut } = refusalSentence(performed.refusal)
  return `${what} ${wayOut}`
}
