import { useEffect } from 'react'
import { hasStoredWork } from './stored-work.ts'
import { useTRPCClient } from './trpc.ts'

/**
 * Sends on every page what waits of whoever is signed in, also where its project is not open. The code
 * for it comes only where something waits.
 */
export function OutboxKeeper({ userId }: { readonly userId: string }) {
  const client = useTRPCClient()
  useEffect(() => {
    // The outbox of this browser: it lives outside React, as long as the page.
    const keep = async () => {
      if (!(await hasStoredWork(userId))) return
      const { keepOutbox } = await import('./keep-outbox.ts')
      await keepOutbox(userId, client)
    }
    // Without storage nothing waits; without a network the next page asks again.
    keep().catch(() => undefined)
  }, [client, userId])
  return null
}
