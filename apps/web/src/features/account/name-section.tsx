import { useMutation } from '@tanstack/react-query'
import { FailureNote } from '../../components/failure-note.tsx'
import { NameForm } from '../../components/name-form.tsx'
import { Section } from '../../components/section.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { useRefetchAccount } from './account-changes.ts'
import type { Account } from './account-screen.tsx'
import { accountText } from './account-text.ts'

const text = accountText.name

/** The person's name. */
export function NameSection({ account }: { readonly account: Account }) {
  const trpc = useTRPC()
  const refetch = useRefetchAccount()
  const setName = useMutation(trpc.account.setName.mutationOptions({ onSuccess: refetch }))
  return (
    <Section title={text.title} text={text.text}>
      {setName.error && <FailureNote what={accountText.notSaved} reason={setName.error} />}
      <NameForm
        label={text.field}
        name={account.name}
        mostLetters={100}
        missing={text.missing}
        submit={text.submit}
        hint={text.email(account.email)}
        isBusy={setName.isPending}
        autoComplete="name"
        onSave={(name) => setName.mutate({ name })}
      />
    </Section>
  )
}
