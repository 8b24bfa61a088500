import { documentIdSchema } from '@parallax/domain'
import { useState } from 'react'
import { failureText } from '../../components/failed-state.tsx'
import { refusalSentence } from '../../components/refusal-text.ts'
import { useUndoToast } from '../../components/ui/undo-toast.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import type { Performed, ProjectSession } from '../../sync/project-session.ts'
import { documentsText } from './documents-text.ts'

const text = documentsText.bulk

type Retirement = 'document.retire' | 'document.restore'

type Change = {
  readonly type: Retirement
  readonly ids: readonly string[]
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
  const change = async (type: Retirement, ids: readonly string[]): Promise<boolean> => {
    setProblem(undefined)
    const outcome = await attempt(session, { type, ids, isUndoable: true })
    if (outcome !== undefined) setProblem(outcome)
    else
      showToast({
        text: type === 'document.retire' ? text.retired(ids.length) : text.restored(ids.length),
        // By itself, whatever was done meanwhile; so it is no step of undo.
        onUndo: () => {
          const back = { type: opposite[type], ids, isUndoable: false }
          void attempt(session, back).then(setProblem)
        },
      })
    return outcome === undefined
  }
  return { change, problem }
}

/** Why it could not be done, or `undefined` when it was. */
async function attempt(session: ProjectSession, change: Change): Promise<string | undefined> {
  try {
    const performed = await changeAll(session, change)
    if (performed.ok) return undefined
    const { what, wayOut } = refusalSentence(performed.refusal)
    return `${what} ${wayOut}`
  } catch (reason) {
    return `${text.failed}. ${failureText(reason)}`
  }
}

/** One gesture over all of them; each is opened first, so that the server knows what was seen. */
async function changeAll(
  session: ProjectSession,
  { type, ids, isUndoable }: Change,
): Promise<Performed> {
  const documents = ids.map((id) => documentIdSchema.parse(id))
  try {
    await Promise.all(documents.map((id) => session.openDocument(id)))
    return session.perform(
      documents.map((id) => ({ stream: { kind: 'document' as const, id }, type, args: {} })),
      { isUndoable },
    )
  } finally {
    for (const id of documents) session.closeDocument(id)
  }
}
