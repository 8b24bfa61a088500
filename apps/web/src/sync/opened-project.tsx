'use client'

import type { DocumentId, ProjectId } from '@parallax/domain'
import { ProjectSession, readAhead } from '@parallax/sync'
import type { ApiClient } from '@parallax/sync/api-client'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { keepOutbox } from './keep-outbox.ts'
import { ProjectProvider } from './project-provider.tsx'
import { useTRPCClient } from './trpc.ts'

type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly session: ProjectSession }
  | { readonly kind: 'failed'; readonly reason: unknown }
  | { readonly kind: 'ended'; readonly reason: string }

export type OpenedProjectProps = {
  readonly project: ProjectId
  /** The document that will be opened first: it is asked for beside the project. */
  readonly firstDocument?: DocumentId | undefined
  readonly opening: ReactNode
  readonly failed: (reason: unknown) => ReactNode
  /** The project can no longer be followed; `reason` as the server names it. */
  readonly ended: (reason: string) => ReactNode
  readonly children: ReactNode
}

/**
 * Opens a project for the screens below it, and closes it with them. What keeps a project in step
 * comes with this file alone: screens take from `project-provider.tsx` what they need of it.
 */
export function OpenedProject({
  project,
  firstDocument,
  opening,
  failed,
  ended,
  children,
}: OpenedProjectProps) {
  const state = useOpenedProject(project, firstDocument)
  if (state.kind === 'opening') return opening
  if (state.kind === 'failed') return failed(state.reason)
  if (state.kind === 'ended') return ended(state.reason)
  return <ProjectProvider session={state.session}>{children}</ProjectProvider>
}

function useOpenedProject(project: ProjectId, firstDocument: DocumentId | undefined): Opening {
  const client = useTRPCClient()
  const first = useRef(firstDocument)
  const [state, setState] = useState<Opening>({ kind: 'opening' })
  useEffect(() => {
    // The project session: it lives outside React, as long as this project is shown.
    let session: ProjectSession | undefined
    let isGone = false
    // It is a document of the project one came to first, and of no other.
    const asked = first.current
    first.current = undefined
    const onEnded = (reason: string) => {
      if (!isGone) setState({ kind: 'ended', reason })
    }
    openSession(client, project, { firstDocument: asked, onEnded }).then(
      (opened) => {
        session = opened
        if (isGone) opened.close()
        else setState({ kind: 'open', session: opened })
      },
      (reason: unknown) => {
        if (!isGone) setState({ kind: 'failed', reason })
      },
    )
    return () => {
      isGone = true
      session?.close()
      setState({ kind: 'opening' })
    }
  }, [client, project])
  return state
}

type FirstWishes = {
  readonly firstDocument: DocumentId | undefined
  readonly onEnded: (reason: string) => void
}

async function openSession(
  client: ApiClient,
  project: ProjectId,
  { firstDocument, onEnded }: FirstWishes,
): Promise<ProjectSession> {
  const ahead = firstDocument && readAhead({ client }, project, firstDocument)
  const opened = await client.projects.open.query({ project })
  const outbox = await keepOutbox(opened.me.userId, client)
  outbox.retryNow()
  return new ProjectSession({ client, outbox, opened, onEnded, ahead })
}
