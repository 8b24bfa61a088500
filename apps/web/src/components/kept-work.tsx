import type { ProjectId } from '@parallax/domain'
import type { Outbox } from '@parallax/sync'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { keepOutbox } from '../sync/keep-outbox.ts'
import { hasStoredWork } from '../sync/stored-work.ts'
import { useTRPCClient } from '../sync/trpc.ts'
import { saveCopyOf } from './save-copy.ts'
import { saveStateCardText as text } from './save-state-card-text.ts'
import { Button } from './ui/button.tsx'
import { useVisitor } from './visitor.tsx'

/** What a person did in a project that they are not let into any more, and how to take it along. */
export function KeptWork({ project }: { readonly project: ProjectId }) {
  const outbox = useStoredOutbox()
  return outbox ? <KeptOf outbox={outbox} project={project} /> : null
}

type KeptOfProps = { readonly outbox: Outbox; readonly project: ProjectId }

function KeptOf({ outbox, project }: KeptOfProps) {
  useSyncExternalStore(
    (listener) => outbox.subscribe(listener),
    () => outbox.state,
    () => outbox.state,
  )
  const count = outbox.heldCount(project)
  if (count === 0) return null
  return (
    <>
      <p className="kept-work">
        <b>{text.kept.title(count)}</b> {text.kept.hint}
      </p>
      <Button onClick={() => saveCopyOf(outbox)}>{text.saveCopy}</Button>
    </>
  )
}

/** The outbox of whoever is signed in, where something waits in it. */
function useStoredOutbox(): Outbox | undefined {
  const { user } = useVisitor()
  const client = useTRPCClient()
  const [outbox, setOutbox] = useState<Outbox>()
  const userId = user?.id
  useEffect(() => {
    // The outbox of this browser: it lives outside React, as long as the page.
    if (userId === undefined) return
    const open = async () => {
      if (await hasStoredWork(userId)) setOutbox(await keepOutbox(userId, client))
    }
    // Without storage nothing was kept.
    open().catch(() => undefined)
  }, [userId, client])
  return outbox
}
