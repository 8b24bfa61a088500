import { type ProjectId, projectIdSchema } from '@parallax/domain'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { CopyBox } from '../../../components/copy-box.tsx'
import { dayText } from '../../../components/date-text.ts'
import { FailureNote } from '../../../components/failure-note.tsx'
import { Button } from '../../../components/ui/button.tsx'
import { Checkbox } from '../../../components/ui/checkbox.tsx'
import { Dialog } from '../../../components/ui/dialog.tsx'
import { Field } from '../../../components/ui/field.tsx'
import { Input } from '../../../components/ui/input.tsx'
import { Segmented } from '../../../components/ui/segmented.tsx'
import { Select } from '../../../components/ui/select.tsx'
import { useOnceAtATime } from '../../../components/use-once-at-a-time.ts'
import { useTRPC } from '../../../sync/trpc.ts'
import type { TokenScope } from './token.ts'
import { tokensText } from './tokens-text.ts'

const text = tokensText.dialog
const MOST_LETTERS = 100
const allProjects = 'all'

const allScopes = Object.keys(tokensText.scopes) as TokenScope[] // its own keys
const dayOptions = (['7', '30', '90', '365'] as const).map((value) => ({
  value,
  label: text.dayOptions[value],
}))
type Days = (typeof dayOptions)[number]['value']

type NewTokenDialogProps = { readonly onClose: () => void }

/** Makes a token and shows it once. */
export function NewTokenDialog({ onClose }: NewTokenDialogProps) {
  const formId = useId()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const create = useMutation(
    trpc.tokens.create.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries(trpc.tokens.pathFilter()),
    }),
  )
  const makeOne = useOnceAtATime(create)
  const made = create.data
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={text.title}
      lede={made ? text.ready : text.lede}
      foot={
        made ? (
          <Button look="primary" onClick={onClose}>
            {text.done}
          </Button>
        ) : (
          <Button type="submit" form={formId} look="primary" isBusy={create.isPending}>
            {text.submit}
          </Button>
        )
      }
    >
      {made ? (
        <MadeToken word={made.word} expiresAt={made.expiresAt} />
      ) : (
        <>
          {create.error && <FailureNote what={text.failed} reason={create.error} />}
          <TokenForm id={formId} onSend={makeOne} />
        </>
      )}
    </Dialog>
  )
}

type MadeTokenProps = { readonly word: string; readonly expiresAt: string }

function MadeToken({ word, expiresAt }: MadeTokenProps) {
  const shortWord = `${word.slice(0, 8)}…`
  return (
    <div className="grid gap-2">
      <CopyBox label={text.word} value={word} />
      <p className="soft">{text.use}</p>
      <p>
        <code>{text.header(shortWord)}</code>
      </p>
      <p className="hint">
        {text.until(dayText(expiresAt))}{' '}
        <a className="link" href="/api/v1/openapi.json" target="_blank" rel="noreferrer">
          {text.described}
        </a>
      </p>
    </div>
  )
}

type Wish = {
  readonly name: string
  readonly scopes: TokenScope[]
  readonly project: ProjectId | null
  readonly expiresInDays: number
}
type TokenFormProps = { readonly id: string; readonly onSend: (wish: Wish) => void }
type Problems = { readonly name?: string; readonly scopes?: string }

function TokenForm({ id, onSend }: TokenFormProps) {
  const [scopes, setScopes] = useState<readonly TokenScope[]>([])
  const [project, setProject] = useState(allProjects)
  const [days, setDays] = useState<Days>('90')
  const [problems, setProblems] = useState<Problems>({})
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    const found = problemsOf(name, scopes)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    const at = project === allProjects ? null : projectIdSchema.parse(project)
    onSend({ name, scopes: [...scopes], project: at, expiresInDays: Number(days) })
  }
  return (
    <form id={id} className="form" noValidate onSubmit={send}>
      <Field label={text.name} error={problems.name}>
        <Input
          name="name"
          maxLength={MOST_LETTERS}
          placeholder={text.namePlaceholder}
          autoComplete="off"
        />
      </Field>
      <ScopeChoice chosen={scopes} onChange={setScopes} error={problems.scopes} />
      <ProjectChoice value={project} onChange={setProject} />
      <div>
        <p className="label">{text.days}</p>
        <Segmented label={text.days} options={dayOptions} value={days} onChange={setDays} />
      </div>
    </form>
  )
}

function problemsOf(name: string, scopes: readonly TokenScope[]): Problems {
  return {
    ...(name === '' ? { name: text.nameMissing } : {}),
    ...(scopes.length === 0 ? { scopes: text.scopesMissing } : {}),
  }
}

type ScopeChoiceProps = {
  readonly chosen: readonly TokenScope[]
  readonly onChange: (chosen: readonly TokenScope[]) => void
  readonly error: string | undefined
}

function ScopeChoice({ chosen, onChange, error }: ScopeChoiceProps) {
  const toggle = (scope: TokenScope, isChosen: boolean) =>
    onChange(allScopes.filter((each) => (each === scope ? isChosen : chosen.includes(each))))
  return (
    <fieldset className="grid gap-2">
      <legend className="label">{text.scopes}</legend>
      {allScopes.map((scope) => (
        <Checkbox
          key={scope}
          label={tokensText.scopes[scope].label}
          hint={tokensText.scopes[scope].hint}
          checked={chosen.includes(scope)}
          onChange={(isChosen) => toggle(scope, isChosen)}
        />
      ))}
      {error !== undefined && (
        <p className="hint hint--bad" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}

type ProjectChoiceProps = {
  readonly value: string
  readonly onChange: (value: string) => void
}

function ProjectChoice({ value, onChange }: ProjectChoiceProps) {
  const trpc = useTRPC()
  const projects = useQuery(trpc.projects.list.queryOptions())
  const own = (projects.data ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const options = [{ value: allProjects, label: text.allProjects }, ...own]
  return (
    <Field label={text.project}>
      <Select options={options} value={value} onChange={onChange} />
    </Field>
  )
}
