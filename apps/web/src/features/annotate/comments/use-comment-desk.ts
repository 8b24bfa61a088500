import type { DocumentId } from '@parallax/domain'
import type { ProjectSession } from '@parallax/sync'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { usePeople } from '../../../sync/project-provider.tsx'
import { useTRPCClient } from '../../../sync/trpc.ts'
import type { Annotation } from '../annotation.ts'
import { CommentBook, type Thread } from './comment-book.ts'
import { CommentDesk, type DeskState, type MarksClient } from './comment-desk.ts'
import type { SinceVisit } from './since-words.ts'

/** The comments of the open document, kept in step with its streams, and what was read of them. */
export function useCommentDesk({ session, opened }: Annotation): CommentDesk {
  const { documentId } = opened
  const people = usePeople()
  const marks = useMarks(session, documentId)
  const desk = useMemo(() => {
    const book = new CommentBook(session.store, session.me.userId)
    return new CommentDesk(session, book, marks)
  }, [session, marks])
  // biome-ignore lint/correctness/useExhaustiveDependencies: who is here decides which layers there may be
  useEffect(() => {
    // The store: streams that there may be.
    desk.book.follow('document', documentId)
    for (const id of session.layersOf(documentId)) desk.book.follow('layer', id)
  }, [desk, session, documentId, people])
  useEffect(() => {
    // The server: what happened before, and, at leaving, how far everything was seen.
    const quietly = (work: Promise<unknown>) => void work.catch(() => undefined) // asked again next time
    quietly(desk.learn())
    const onHidden = () => {
      if (document.visibilityState === 'hidden') quietly(desk.leave())
    }
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      document.removeEventListener('visibilitychange', onHidden)
      quietly(desk.leave())
      desk.book.stop()
    }
  }, [desk])
  return desk
}

/** How the desk stands now. */
export function useDesk(desk: CommentDesk): DeskState {
  const subscribe = useCallback((listener: () => void) => desk.subscribe(listener), [desk])
  const state = useCallback(() => desk.state, [desk])
  return useSyncExternalStore(subscribe, state, state)
}

/** The threads of the document, by where they stand in the text. */
export function useThreads({ book }: CommentDesk): readonly Thread[] {
  const subscribe = useCallback((listener: () => void) => book.subscribe(listener), [book])
  const threads = useCallback(() => book.threads, [book])
  return useSyncExternalStore(subscribe, threads, threads)
}

function useMarks(session: ProjectSession, document: DocumentId): MarksClient {
  const client = useTRPCClient()
  return useMemo(() => {
    const project = session.project.id
    return {
      unread: async () => (await client.comments.unread.query({ project, document })).comments,
      read: (comments) => client.comments.read.mutate({ project, comments: [...comments] }),
      since: async (): Promise<SinceVisit | null> =>
        await client.visits.since.query({ project, document }),
      visited: (seen) => client.visits.note.mutate({ project, document, seen: [...seen] }),
    }
  }, [client, session, document])
}
