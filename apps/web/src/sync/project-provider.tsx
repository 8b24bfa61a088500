'use client'

import type { StreamId, StreamState } from '@parallax/domain'
import type { Person, ProjectSession, SaveState } from '@parallax/sync'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useRef,
  useSyncExternalStore,
} from 'react'

const SessionContext = createContext<ProjectSession | null>(null)

export type ProjectProviderProps = {
  readonly session: ProjectSession
  readonly children: ReactNode
}

/** Gives the screens below it a project that is open; `OpenedProject` opens it. */
export function ProjectProvider({ session, children }: ProjectProviderProps) {
  return <SessionContext value={session}>{children}</SessionContext>
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
