'use client'

import { setNonce } from 'get-nonce'
import { Tooltip } from 'radix-ui'
import { type ReactNode, useInsertionEffect } from 'react'
import { OutboxKeeper } from '../sync/outbox-keeper.tsx'
import { SyncProvider } from '../sync/sync-provider.tsx'
import { ReloadBar } from './reload-bar.tsx'
import { UndoToastProvider } from './ui/undo-toast.tsx'
import { type Visitor, VisitorProvider } from './visitor.tsx'
// Every page has links. Named here they come once, with the frame; else each part of the reading screen
// brings a copy of them beside the one of the page that says that there is nothing here, 3 KB.
import 'next/link'

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
