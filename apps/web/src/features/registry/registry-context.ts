import {
  type Codebook,
  type LabelId,
  latestCodebook,
  mayDo,
  type OperationType,
  type ProjectId,
  type RecordId,
  type Refusal,
  recordOf,
  type StreamState,
} from '@parallax/domain'
import type { ProjectSession } from '@parallax/sync'
import { createContext, use, useMemo, useState } from 'react'
import { useCodebookStream, useRegistry, useSession } from '../../sync/project-provider.tsx'
import { registryText } from './registry-text.ts'

/** What every part of the screen works with. */
export type RegistryTools = {
  readonly session: ProjectSession
  readonly project: ProjectId
  readonly registry: StreamState
  readonly codebook: Codebook | undefined
  /** All that the codebook ever held: types that went away keep their names. */
  readonly codebookStream: StreamState
  readonly mayWrite: boolean
  /** Merging, taking merges back, deleting. */
  readonly mayJudge: boolean
  /** Does one operation on the registry; a refusal is shown on the page. */
  readonly act: (type: OperationType, args: unknown) => boolean
  readonly refusal: Refusal | null
  readonly setRefusal: (refusal: Refusal | null) => void
}

const RegistryContext = createContext<RegistryTools | null>(null)

export const RegistryProvider = RegistryContext.Provider

/** The tools of the screen. Only below its provider. */
export function useTools(): RegistryTools {
  const tools = use(RegistryContext)
  if (!tools) throw new Error('useTools needs the registry screen above it')
  return tools
}

/** Makes the tools, once a screen. */
export function useRegistryTools(): RegistryTools {
  const session = useSession()
  const registry = useRegistry()
  const codebookStream = useCodebookStream()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { role } = session.me
  return useMemo(
    () => ({
      session,
      project: session.project.id,
      registry,
      codebook: latestCodebook(codebookStream),
      codebookStream,
      mayWrite: mayDo(role, 'registry.set'),
      mayJudge: mayDo(role, 'registry.merge'),
      act: (type, args) => {
        const stream = { kind: 'registry' as const, id: session.registryId }
        const done = session.perform([{ stream, type, args }])
        setRefusal(done.ok ? null : done.refusal)
        return done.ok
      },
      refusal,
      setRefusal,
    }),
    [session, registry, codebookStream, role, refusal],
  )
}

/** The name and colour of an entity type, of one that the codebook has no more too. */
export function typeOf(
  { codebook, codebookStream }: Pick<RegistryTools, 'codebook' | 'codebookStream'>,
  type: LabelId,
): { readonly name: string; readonly colour: number } {
  const known = codebook?.labels.get(type)
  if (known) return known
  const gone = recordOf(codebookStream, type)
  return gone?.kind === 'label' ? gone.data : { name: registryText.entity.unknownType, colour: 12 }
}

/** An operation on one register of a record. */
export function setArgs(id: RecordId, register: string, value: unknown) {
  return { id, register, value }
}
