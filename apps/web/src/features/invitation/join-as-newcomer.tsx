import { useState } from 'react'
import { SignInForm } from '../../components/auth/sign-in-form.tsx'
import { SignUpForm } from '../../components/auth/sign-up-form.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { invitationText } from './invitation-text.ts'

const ways = [
  { value: 'new', label: invitationText.newHere },
  { value: 'account', label: invitationText.haveAccount },
] as const

export type JoinAsNewcomerProps = {
  readonly token: string
  /** Called when there is a session to join with. */
  readonly onAccount: () => void
}

/** For somebody who is not signed in: a new account, or the one they have. */
export function JoinAsNewcomer({ token, onAccount }: JoinAsNewcomerProps) {
  const [way, setWay] = useState<(typeof ways)[number]['value']>('new')
  return (
    <div className="form">
      <Segmented
        label={invitationText.way}
        options={ways}
        value={way}
        onChange={setWay}
        isFilling
      />
      {way === 'new' ? (
        <SignUpForm invitationToken={token} onDone={onAccount} />
      ) : (
        <SignInForm submitLabel={invitationText.signInAndJoin} onDone={onAccount} />
      )}
    </div>
  )
}
