'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { FailedState } from '../../components/failed-state.tsx'
import { FailureNote } from '../../components/failure-note.tsx'
import { InstanceShell } from '../../components/instance-shell.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/ui/states.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { instanceText } from './instance-text.ts'
import { AuditSection, BackupSection } from './keeping-sections.tsx'
import { PeopleSection } from './people-section.tsx'

export type Instance = ApiOutputs['instance']['get']

/** What the owner of the server decides: who may sign up, and new passwords. */
export function InstanceScreen() {
  const trpc = useTRPC()
  const instance = useQuery(trpc.instance.get.queryOptions())
  return (
    <InstanceShell title={instanceText.title} lede={instanceText.lede}>
      {instance.data ? (
        <div className="max-w-5xl">
          <SignUpSection instance={instance.data} />
          <PeopleSection people={instance.data.people} />
          <BackupSection />
          <AuditSection />
        </div>
      ) : instance.error ? (
        <FailedState
          title={instanceText.failed}
          reason={instance.error}
          onRetry={() => void instance.refetch()}
        />
      ) : (
        <SkeletonRows label={instanceText.loading} />
      )}
    </InstanceShell>
  )
}

function SignUpSection({ instance }: { readonly instance: Instance }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const setSignUp = useMutation(
    trpc.instance.setSignUp.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.instance.get.pathFilter()),
    }),
  )
  const { title, text, open, openHint } = instanceText.signUp
  return (
    <Section title={title} text={text}>
      {setSignUp.error && <FailureNote what={instanceText.notDone} reason={setSignUp.error} />}
      <Switch
        label={open}
        hint={openHint}
        checked={setSignUp.isPending ? setSignUp.variables.open : instance.signUpOpen}
        onChange={(isOpen) => setSignUp.mutate({ open: isOpen })}
      />
    </Section>
  )
}
