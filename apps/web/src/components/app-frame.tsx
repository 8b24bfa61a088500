'use client'

import { setNonce } from 'get-nonce'
import { Tooltip } from 'radix-ui'
import { type ReactNode, useInsertionEffect } from 'react'
import { SyncProvider } from '../sync/sync-provider.tsx'
import { type Session, SessionProvider } from './session.tsx'
import { UndoToastProvider } from './ui/undo-toast.tsx'

const TIP_DELAY_MS = 500

export type AppFrameProps = { readonly session: Session; readonly children: ReactNode }

/** What stands around every page: who is signed in, the server's data, tips and the undo toast. */
export function AppFrame({ session, children }: AppFrameProps) {
  const { nonce } = session
  useInsertionEffect(() => {
    // Keeps step with the content security policy: what libraries put into the head carries our nonce.
    if (nonce !== undefined) setNonce(nonce)
  }, [nonce])
  return (
    <SessionProvider value={session}>
      <SyncProvider>
        <Tooltip.Provider delayDuration={TIP_DELAY_MS}>
          <UndoToastProvider>{children}</UndoToastProvider>
        </Tooltip.Provider>
      </SyncProvider>
    </SessionProvider>
  )
}
