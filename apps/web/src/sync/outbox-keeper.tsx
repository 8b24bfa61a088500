import type { UserId } from '@parallax/domain'
import { openOutbox } from '@parallax/sync'
import { useEffect } from 'react'
import { askBeforeLeaving } from './leaving.ts'
import { useTRPCClient } from './trpc.ts'

/**
 * Keeps the outbox of whoever is signed in at work on every page: what waits is sent also where its
 * project is not open.
 */
export function OutboxKeeper({ userId }: { readonly userId: string }) {
  const client = useTRPCClient()
  useEffect(() => {
    // The outbox of this browser: it lives outside React, as long as the page.
    let stop: (() => void) | undefined
    let isGone = false
    const id = userId as UserId // the server has handed it to the page
    void openOutbox({ userId: id, client }).then((outbox) => {
      if (!isGone) stop = askBeforeLeaving(outbox)
    })
    return () => {
      isGone = true
      stop?.()
    }
  }, [client, userId])
  return null
}
