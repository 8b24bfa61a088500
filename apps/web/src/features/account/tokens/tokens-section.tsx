import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { dayText, momentText } from '../../../components/date-text.ts'
import { FailureNote } from '../../../components/failure-note.tsx'
import { lazily } from '../../../components/lazily.tsx'
import { Section } from '../../../components/section.tsx'
import { Button } from '../../../components/ui/button.tsx'
import { AlertDialog } from '../../../components/ui/dialog.tsx'
import { SkeletonRows } from '../../../components/ui/states.tsx'
import { Tag } from '../../../components/ui/tag.tsx'
import { useTRPC } from '../../../sync/trpc.ts'
import type { Token } from './token.ts'
import { tokensText as text } from './tokens-text.ts'

const NewTokenDialog = lazily(async () => (await import('./new-token-dialog.tsx')).NewTokenDialog)

/** Keys of the person's scripts: what each may do, until when, and the way out. */
export function TokensSection() {
  const [isMaking, setIsMaking] = useState(false)
  return (
    <Section title={text.title} text={text.text}>
      <TokenList />
      <Button onClick={() => setIsMaking(true)}>{text.create}</Button>
      {isMaking && <NewTokenDialog onClose={() => setIsMaking(false)} />}
    </Section>
  )
}

function TokenList() {
  const trpc = useTRPC()
  const tokens = useQuery(trpc.tokens.list.queryOptions())
  const [withdrawn, setWithdrawn] = useState<Token>()
  if (tokens.error) return <FailureNote what={text.failed} reason={tokens.error} />
  if (!tokens.data) return <SkeletonRows label={text.loading} rows={2} />
  if (tokens.data.length === 0) return <p className="muted">{text.none}</p>
  return (
    <>
      <ul className="lines" aria-label={text.list}>
        {tokens.data.map((token) => (
          <TokenLine key={token.id} token={token} onWithdraw={() => setWithdrawn(token)} />
        ))}
      </ul>
      {withdrawn && <WithdrawDialog token={withdrawn} onClose={() => setWithdrawn(undefined)} />}
    </>
  )
}

type TokenLineProps = { readonly token: Token; readonly onWithdraw: () => void }

function TokenLine({ token, onWithdraw }: TokenLineProps) {
  const { name, expiresAt, lastUsedAt, isExpired } = token
  const use = lastUsedAt === null ? text.neverUsed : text.lastUsed(momentText(lastUsedAt))
  return (
    <li>
      <span className="grow basis-64 min-w-0">
        <span className="break-words">{name}</span>
        <small>{scopeWords(token)}</small>
        <small>
          {text.until(dayText(expiresAt))}, {use}
        </small>
      </span>
      {isExpired && <Tag look="warn">{text.expired}</Tag>}
      <Button size="sm" aria-label={text.withdrawOf(name)} onClick={onWithdraw}>
        {text.withdraw}
      </Button>
    </li>
  )
}

function scopeWords({ scopes, projectId, projectName }: Token): string {
  const where =
    projectId === null
      ? text.everywhere
      : projectName === null
        ? text.inLostProject
        : text.inProject(projectName)
  return `${text.sentence(scopes.map((scope) => text.scopes[scope].short))} ${where}`
}

type WithdrawDialogProps = { readonly token: Token; readonly onClose: () => void }

function WithdrawDialog({ token, onClose }: WithdrawDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const withdraw = useMutation(
    trpc.tokens.withdraw.mutationOptions({
      onSuccess: onClose,
      onSettled: () => void queryClient.invalidateQueries(trpc.tokens.pathFilter()),
    }),
  )
  const dialog = text.withdrawDialog
  return (
    <AlertDialog
      isOpen
      onOpenChange={onClose}
      title={dialog.title(token.name)}
      text={
        <>
          {withdraw.error && <FailureNote what={text.notDone} reason={withdraw.error} />}
          <p>{dialog.text}</p>
        </>
      }
      confirmLabel={dialog.submit}
      isBad
      isBusy={withdraw.isPending}
      onConfirm={() => withdraw.mutate({ id: token.id })}
    />
  )
}
