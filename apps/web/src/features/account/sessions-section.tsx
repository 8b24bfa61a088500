import { useMutation } from '@tanstack/react-query'
import { momentText } from '../../components/date-text.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { Section } from '../../components/section.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Tag } from '../../components/ui/tag.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { useRefetchAccount } from './account-changes.ts'
import type { Account } from './account-screen.tsx'
import { accountText } from './account-text.ts'
import { deviceName } from './device-name.ts'

const text = accountText.sessions

type SessionRow = Account['sessions'][number]

/** Where the person is signed in, and the way out of each. */
export function SessionsSection({ account }: { readonly account: Account }) {
  const trpc = useTRPC()
  const refetch = useRefetchAccount()
  const revoke = useMutation(trpc.account.revokeSession.mutationOptions({ onSettled: refetch }))
  const others = useMutation(trpc.account.revokeOthers.mutationOptions({ onSettled: refetch }))
  const error = revoke.error ?? others.error
  const isOnly = account.sessions.every(({ current }) => current)
  return (
    <Section title={text.title} text={text.text}>
      {error && <FailureNote what={accountText.notSaved} reason={error} />}
      <ul className="lines" aria-label={text.list}>
        {account.sessions.map((session) => (
          <SessionLine
            key={session.id}
            session={session}
            onEnd={() => revoke.mutate({ id: session.id })}
          />
        ))}
      </ul>
      {isOnly ? (
        <p className="muted">{text.only}</p>
      ) : (
        <Button isBusy={others.isPending} onClick={() => others.mutate()}>
          {text.endOthers}
        </Button>
      )}
    </Section>
  )
}

type SessionLineProps = { readonly session: SessionRow; readonly onEnd: () => void }

function SessionLine({ session, onEnd }: SessionLineProps) {
  const name = sessionName(session)
  const place = session.ipAddress ? `${session.ipAddress}, ` : ''
  return (
    <li>
      <span className="grow">
        {name}
        <small>
          {place}
          {text.since(momentText(session.createdAt))}
        </small>
      </span>
      {session.current ? (
        <Tag look="plain">{text.here}</Tag>
      ) : (
        <Button size="sm" aria-label={text.endOf(name)} onClick={onEnd}>
          {text.end}
        </Button>
      )}
    </li>
  )
}

function sessionName({ userAgent }: SessionRow): string {
  const { browser, system } = deviceName(userAgent ?? '')
  if (browser !== undefined && system !== undefined) return text.on(browser, system)
  return browser ?? system ?? text.unknown
}
