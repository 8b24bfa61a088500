'use client'

import { useQuery } from '@tanstack/react-query'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { FailedState } from '../../components/failed-state.tsx'
import { InstanceShell } from '../../components/instance-shell.tsx'
import { SkeletonRows } from '../../components/ui/states.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { accountText } from './account-text.ts'
import { KeysSection } from './keys/keys-section.tsx'
import { NameSection } from './name-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { LooksSection } from './preference-sections.tsx'
import { SessionsSection } from './sessions-section.tsx'
import { TokensSection } from './tokens/tokens-section.tsx'

export type Account = ApiOutputs['account']['get']

/** What belongs to the person: name, password, sessions, how things look and answer. */
export function AccountScreen() {
  const trpc = useTRPC()
  const account = useQuery(trpc.account.get.queryOptions())
  return (
    <InstanceShell title={accountText.title}>
      {account.data ? (
        <div className="max-w-5xl">
          <NameSection account={account.data} />
          <PasswordSection />
          <SessionsSection account={account.data} />
          <TokensSection />
          <LooksSection />
          <KeysSection account={account.data} />
        </div>
      ) : account.error ? (
        <FailedState
          title={accountText.failed}
          reason={account.error}
          onRetry={() => void account.refetch()}
        />
      ) : (
        <SkeletonRows label={accountText.loading} />
      )}
    </InstanceShell>
  )
}
