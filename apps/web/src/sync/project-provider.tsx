'use client'

import type { DocumentId, ProjectId, StreamId, StreamState } from '@parallax/domain'
import type { SaveState } from '@parallax/sync'
import { type Person, ProjectSession, readAhead } from '@parallax/sync'
import type { ApiClient } from '@parallax/sync/api-client'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { keepOutbox } from './keep-outbox.ts'
import { useTRPCClient } from './trpc.ts'

const SessionContext = createContext<ProjectSession | null>(null)

type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly session: ProjectSession }
  | { readonly kind: 'failed'; readonly reason: unknown }
  | { readonly kind: 'ended'; readonly reason: string }

export type ProjectProviderProps = {
  readonly project: ProjectId
  /** The document that will be opened first: it is asked for beside the project. */
  readonly firstDocument?: DocumentId | undefined
  readonly opening: ReactNode
  readonly failed: (reason: unknown) => ReactNode
  /** The project can no longer be followed; `reason` as the server names it. */
  readonly ended: (reason: string) => ReactNode
  readonly children: ReactNode
}

/** Opens a project for the screens below it, and closes it with them. */
export function ProjectProvider({
  project,
  firstDocument,
  opening,
  failed,
  ended,
  children,
}: ProjectProviderProps) {
  const state = useOpenedProject(project, firstDocument)
  if (state.kind === 'opening') return opening
  if (state.kind === 'failed') return failed(state.reason)
  if (state.kind === 'ended') return ended(state.reason)
  return <SessionContext value={state.session}>{children}</SessionContext>
}

/** The open project. Only below a `ProjectProvider`. */
export function useSession(): ProjectSession {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession needs a ProjectProvider above it')
  return session
}

/** What the person sees of a stream, kept up to date; `undefined` while it is not open. */
export function useView(stream: StreamId): StreamState | undefined {
  const { store } = useSession()
  const subscribe = useCallback(
    (listener: () => void) => store.subscribe(stream, listener),
    [store, stream],
  )
  const view = useCallback(() => store.view(stream), [store, stream])
  return useSyncExternalStore(subscribe, view, () => undefined)
}

/** Several streams at once; the array is the same as long as none of them changed. */
export function useViews(streams: readonly StreamId[]): readonly (StreamState | undefined)[] {
  const { store } = useSession()
  const last = useRef<readonly (StreamState | undefined)[]>([])
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = streams.map((stream) => store.subscribe(stream, listener))
      return () => {
        for (const stop of stops) stop()
      }
    },
    [store, streams],
  )
  const views = useCallback(() => {
    const next = streams.map((stream) => store.view(stream))
    const isSame =
      next.length === last.current.length && next.every((view, at) => view === last.current[at])
    if (!isSame) last.current = next
    return last.current
  }, [store, streams])
  return useSyncExternalStore(subscribe, views, views)
}

/** Everyone of the project; a new array when someone joins. */
export function usePeople(): readonly Person[] {
  const session = useSession()
  const subscribe = useCallback(
    (listener: () => void) => session.subscribePeople(listener),
    [session],
  )
  const people = useCallback(() => session.people, [session])
  return useSyncExternalStore(subscribe, people, people)
}

/** The registry: entities, propositions, links, sets. */
export function useRegistry(): StreamState {
  const session = useSession()
  const view = useView(session.registryId)
  if (!view) throw new Error('the registry of an open project is open')
  return view
}

/** The codebook's stream: the draft and its published versions. */
export function useCodebookStream(): StreamState {
  const session = useSession()
  const view = useView(session.codebookId)
  if (!view) throw new Error('the codebook of an open project is open')
  return view
}

/** Whether the work of this tab is saved. */
export function useSaveState(): SaveState {
  const session = useSession()
  const subscribe = useCallback(
    (listener: () => void) => session.subscribeSaveState(listener),
    [session],
  )
  const state = useCallback(() => session.saveState, [session])
  return useSyncExternalStore(subscribe, state, state)
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
