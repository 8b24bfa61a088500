'use client'

import { setNonce } from 'get-nonce'
import { Tooltip } from 'radix-ui'
import { type ReactNode, useInsertionEffect } from 'react'
import { OutboxKeeper } from '../sync/outbox-keeper.tsx'
import { SyncProvider } from '../sync/sync-provider.tsx'
import { ReloadBar } from './reload-bar.tsx'
import { UndoToastProvider } from './ui/undo-toast.tsx'
import { type Visitor, VisitorProvider } from './visitor.tsx'

const TIP_DELAY_MS = 500

export type AppFrameProps = { readonly visitor: Visitor; readonly children: ReactNode }

/** What stands around every page: who is signed in, the server's data, tips and the undo toast. */
export function AppFrame({ visitor, children }: AppFrameProps) {
  const { nonce, user } = visitor
  useInsertionEffect(() => {
    // Keeps step with the content security policy: what libraries put into the head carries our nonce.
    if (nonce !== undefined) setNonce(nonce)
  }, [nonce])
  return (
    <VisitorProvider value={visitor}>
      <SyncProvider>
        {user && <OutboxKeeper userId={user.id} />}
        <Tooltip.Provider delayDuration={TIP_DELAY_MS}>
          <UndoToastProvider>{children}</UndoToastProvider>
          <ReloadBar />
        </Tooltip.Provider>
      </SyncProvider>
    </VisitorProvider>
  )
}
