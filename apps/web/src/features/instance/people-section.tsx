import { userIdSchema } from '@parallax/domain'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { CopyBox } from '../../components/copy-box.tsx'
import { dayText, momentText } from '../../components/date-text.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { Section } from '../../components/section.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Face } from '../../components/ui/face.tsx'
import { SearchField } from '../../components/ui/search-field.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import type { Instance } from './instance-screen.tsx'
import { instanceText } from './instance-text.ts'

const text = instanceText.people
const FEW = 8

type PersonRow = Instance['people'][number]

/** Everybody with an account, and a link for whoever forgot their password. */
export function PeopleSection({ people }: { readonly people: readonly PersonRow[] }) {
  const trpc = useTRPC()
  const [search, setSearch] = useState('')
  const [person, setPerson] = useState<PersonRow>()
  const reset = useMutation(trpc.instance.resetLink.mutationOptions())
  const wanted = search.trim().toLocaleLowerCase()
  const found = people.filter(({ name, email }) =>
    `${name} ${email}`.toLocaleLowerCase().includes(wanted),
  )
  return (
    <Section title={text.title} text={text.text}>
      {reset.error && <FailureNote what={instanceText.notDone} reason={reset.error} />}
      {people.length > FEW && (
        <SearchField className="w-72" label={text.find} value={search} onChange={setSearch} />
      )}
      <ul className="lines" aria-label={text.list}>
        {found.map((each) => (
          <PersonLine
            key={each.id}
            person={each}
            isBusy={reset.isPending && reset.variables.user === each.id}
            onReset={() => {
              setPerson(each)
              reset.mutate({ user: userIdSchema.parse(each.id) })
            }}
          />
        ))}
      </ul>
      {found.length === 0 && <p className="muted">{text.noMatch}</p>}
      {person !== undefined && reset.data && (
        <LinkDialog
          name={person.name}
          link={reset.data}
          onClose={() => {
            reset.reset()
            setPerson(undefined)
          }}
        />
      )}
    </Section>
  )
}

type PersonLineProps = {
  readonly person: PersonRow
  readonly isBusy: boolean
  readonly onReset: () => void
}

function PersonLine({ person, isBusy, onReset }: PersonLineProps) {
  const { id, name, email, createdAt } = person
  return (
    <li>
      <span className="person grow">
        <Face userId={id} name={name} isDecorative />
        <span className="grow">
          <b>{name}</b>
          <small>
            {email}, {text.since(dayText(createdAt))}
          </small>
        </span>
      </span>
      <Button size="sm" isBusy={isBusy} aria-label={text.resetOf(name)} onClick={onReset}>
        {text.reset}
      </Button>
    </li>
  )
}

type LinkDialogProps = {
  readonly name: string
  readonly link: { readonly token: string; readonly expiresAt: string }
  readonly onClose: () => void
}

function LinkDialog({ name, link, onClose }: LinkDialogProps) {
  const words = instanceText.link
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={words.title(name)}
      lede={words.lede}
      foot={
        <Button look="primary" onClick={onClose}>
          {words.done}
        </Button>
      }
    >
      <div className="grid gap-2">
        <CopyBox label={words.label} value={`${window.location.origin}/reset/${link.token}`} />
        <p className="hint">{words.until(momentText(link.expiresAt))}</p>
      </div>
    </Dialog>
  )
}
