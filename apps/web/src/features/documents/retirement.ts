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
    const outcome = await attempt(session, type, ids)
    if (outcome !== undefined) setProblem(outcome)
    else
      showToast({
        text: type === 'document.retire' ? text.retired(ids.length) : text.restored(ids.length),
        onUndo: () => void attempt(session, opposite[type], ids).then(setProblem),
      })
    return outcome === undefined
  }
  return { change, problem }
}

/** Why it could not be done, or `undefined` when it was. */
async function attempt(
  session: ProjectSession,
  type: Retirement,
  ids: readonly string[],
): Promise<string | undefined> {
  try {
    const performed = await changeAll(session, type, ids)
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
  type: Retirement,
  ids: readonly string[],
): Promise<Performed> {
  const documents = ids.map((id) => documentIdSchema.parse(id))
  try {
    await Promise.all(documents.map((id) => session.openDocument(id)))
    return session.perform(
      documents.map((id) => ({ stream: { kind: 'document' as const, id }, type, args: {} })),
      { isUndoable: false },
    )
  } finally {
    for (const id of documents) session.closeDocument(id)
  }
}
