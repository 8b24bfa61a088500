import { type DocumentId, documentIdSchema, type ProjectId } from '@parallax/domain'
import { useQueryClient } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
import { lazily } from '../../components/lazily.tsx'
import { PaletteProvider } from '../../components/palette/palette-provider.tsx'
import { UndoProvider } from '../../components/undo/undo-provider.tsx'
import { OpenedProject } from '../../sync/opened-project.tsx'
import { useSaveState } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { OpeningProject } from './opening-project.tsx'

/** What stands there when the project does not open, or is over. */
const FailedProject = lazily(
  async () => (await import('./closed-project.tsx')).FailedProject,
  <OpeningProject />,
)
const EndedProject = lazily(
  async () => (await import('./closed-project.tsx')).EndedProject,
  <OpeningProject />,
)

export type ProjectFrameProps = {
  readonly project: ProjectId
  readonly children: ReactNode
}

/** The open project around its screens; what to do when it does not open, or is over. */
export function ProjectFrame({ project, children }: ProjectFrameProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  useEffect(() => {
    // The server: what keys do is each person's own, and must be known when the first one is pressed.
    void queryClient.prefetchQuery(trpc.session.me.queryOptions())
  }, [queryClient, trpc])
  return (
    <OpenedProject
      project={project}
      firstDocument={documentIn(usePathname())}
      opening={<OpeningProject />}
      failed={(reason) => <FailedProject project={project} reason={reason} />}
      ended={(reason) => <EndedProject project={project} reason={reason} />}
    >
      <ListKeeper />
      <UndoProvider>
        <PaletteProvider>{children}</PaletteProvider>
      </UndoProvider>
    </OpenedProject>
  )
}

/** The document that an address is about. */
function documentIn(pathname: string): DocumentId | undefined {
  return documentIdSchema.safeParse(/^\/p\/[^/]+\/documents\/([^/]+)/.exec(pathname)?.[1]).data
}

/** Asks for the lists anew when the server has taken what this tab did. */
function ListKeeper() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { waiting } = useSaveState()
  const waitingBefore = useRef(waiting)
  useEffect(() => {
    // The server: what it has just acknowledged may stand in its lists.
    const isAcknowledged = waiting < waitingBefore.current
    waitingBefore.current = waiting
    if (!isAcknowledged) return
    void queryClient.invalidateQueries(trpc.documents.list.pathFilter())
    void queryClient.invalidateQueries(trpc.projects.get.pathFilter())
  }, [waiting, queryClient, trpc])
  return null
}
