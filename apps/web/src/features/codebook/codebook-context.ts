import {
  type CodebookContent,
  draftContent,
  mayDo,
  type OperationType,
  type ProjectId,
  publishedVersions,
  type RecordId,
  type Refusal,
  type StreamState,
  type VersionData,
} from '@parallax/domain'
import type { ProjectSession } from '@parallax/sync'
import { createContext, use, useMemo, useState } from 'react'
import { useCodebookStream, useSession } from '../../sync/project-provider.tsx'
import { type CodebookChange, codebookChanges } from './codebook-changes.ts'

/** An operation on the codebook. */
export type CodebookEdit = { readonly type: OperationType; readonly args: unknown }

/** What every part of the screen works with. */
export type CodebookTools = {
  readonly session: ProjectSession
  readonly project: ProjectId
  readonly stream: StreamState
  /** What publishing would publish. */
  readonly content: CodebookContent
  /** The newest published version, or `null` ahead of the first. */
  readonly latest: VersionData | null
  /** How the draft differs from it. */
  readonly changes: readonly CodebookChange[]
  readonly isOwner: boolean
  /** Does operations as one gesture; a refusal is shown on the page. */
  readonly act: (...edits: readonly CodebookEdit[]) => boolean
  /** Writes one register of the draft. */
  readonly set: (id: RecordId, register: string, value: unknown) => boolean
  readonly refusal: Refusal | null
  readonly dismissRefusal: () => void
}

const CodebookContext = createContext<CodebookTools | null>(null)

export const CodebookProvider = CodebookContext.Provider

/** The tools of the screen. Only below its provider. */
export function useTools(): CodebookTools {
  const tools = use(CodebookContext)
  if (!tools) throw new Error('useTools needs the codebook screen above it')
  return tools
}

/** Makes the tools, once a screen. */
export function useCodebookTools(): CodebookTools {
  const session = useSession()
  const stream = useCodebookStream()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const isOwner = mayDo(session.me.role, 'codebook.set')
  return useMemo(() => {
    const content = draftContent(stream)
    const latest = [...publishedVersions(stream).values()].at(-1)?.data ?? null
    const act = (...edits: readonly CodebookEdit[]) => {
      const target = { kind: 'codebook' as const, id: session.codebookId }
      const done = session.perform(edits.map((edit) => ({ stream: target, ...edit })))
      setRefusal(done.ok ? null : done.refusal)
      return done.ok
    }
    return {
      session,
      project: session.project.id,
      stream,
      content,
      latest,
      changes: codebookChanges(latest?.content ?? null, content),
      isOwner,
      act,
      set: (id, register, value) => act({ type: 'codebook.set', args: { id, register, value } }),
      refusal,
      dismissRefusal: () => setRefusal(null),
    }
  }, [session, stream, isOwner, refusal])
}

/** Whether a record differs from the last version. Ahead of the first none does. */
export function isChanged({ changes, latest }: CodebookTools, id: string): boolean {
  return latest !== null && changes.some((change) => change.id === id)
}
