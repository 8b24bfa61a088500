import {
  type DocumentMeta,
  documentIdSchema,
  isEdtf,
  jsonEqual,
  type RecordOf,
  type Refusal,
  resolvedEntity,
} from '@parallax/domain'
import { Download } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { type MetaWrite, metaDrafts, type OutletChoice } from '../../components/outlet.ts'
import { OutletCombobox } from '../../components/outlet-combobox.tsx'
import { refusalSentence } from '../../components/refusal-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { RefusalNote } from '../../components/ui/states.tsx'
import { useRegistry, useSession } from '../../sync/project-provider.tsx'
import { documentsText } from './documents-text.ts'

const text = documentsText.edit

type Outlet = { readonly choice: OutletChoice; readonly name: string }

export type DetailsFormProps = {
  readonly document: RecordOf<'document'>
  readonly onDone: () => void
}

/** Title, outlet, date, byline and language of a document. Only what was changed is written. */
export function DetailsForm({ document, onDone }: DetailsFormProps) {
  const session = useSession()
  const { meta } = document.data
  const [outlet, setOutlet] = useState<Outlet>()
  const [problems, setProblems] = useState<Problems>({})
  const [refusal, setRefusal] = useState<Refusal>()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const next = readForm(new FormData(event.currentTarget), meta, outlet)
    const found = problemsOf(next)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    const writes = changedFields(meta, next)
    const drafts = metaDrafts(documentIdSchema.parse(document.id), writes)
    if (drafts.length === 0) return onDone()
    const performed = session.perform([...(outlet?.choice.drafts ?? []), ...drafts])
    if (performed.ok) onDone()
    else setRefusal(performed.refusal)
  }
  return (
    <form className="form" noValidate onSubmit={send}>
      {refusal !== undefined && <Refused refusal={refusal} />}
      <Field label={text.name} error={problems.title}>
        <Input
          autoFocus
          name="title"
          className="serif"
          defaultValue={meta.title}
          maxLength={1000}
        />
      </Field>
      <div className="form__row">
        <OutletField meta={meta} outlet={outlet} onChoose={setOutlet} />
        <Field label={text.date} hint={text.dateHint} error={problems.publishedAt}>
          <Input name="publishedAt" defaultValue={meta.publishedAt ?? ''} maxLength={40} />
        </Field>
      </div>
      <div className="form__row">
        <Field label={text.byline} hint={text.bylineHint} isOptional>
          <Input name="byline" defaultValue={meta.byline.join(', ')} maxLength={2000} />
        </Field>
        <Field label={text.language} hint={text.languageHint}>
          <Input name="language" defaultValue={meta.language} maxLength={40} />
        </Field>
      </div>
      <div className="row flex-wrap">
        <SourceLink document={document} />
        <span className="grow" />
        <Button onClick={onDone}>{text.cancel}</Button>
        <Button type="submit" look="primary" keyCap="Enter">
          {text.submit}
        </Button>
      </div>
    </form>
  )
}

function Refused({ refusal }: { readonly refusal: Refusal }) {
  const { what, wayOut } = refusalSentence(refusal)
  return <RefusalNote title={what} text={wayOut} />
}

type OutletFieldProps = {
  readonly meta: DocumentMeta
  readonly outlet: Outlet | undefined
  readonly onChoose: (outlet: Outlet) => void
}

function OutletField({ meta, outlet, onChoose }: OutletFieldProps) {
  const registry = useRegistry()
  const current = meta.publisher === null ? undefined : resolvedEntity(registry, meta.publisher)
  const isNew = outlet !== undefined && outlet.choice.drafts.length > 0
  return (
    <Field label={text.outlet}>
      <OutletCombobox
        value={outlet?.choice.id ?? (current && meta.publisher) ?? undefined}
        newName={isNew ? outlet.name : undefined}
        placeholder={text.outletPlaceholder}
        onChoose={(choice, name) => onChoose({ choice, name })}
      />
    </Field>
  )
}

function SourceLink({ document }: { readonly document: RecordOf<'document'> }) {
  const { project } = useSession()
  const { sha256, filename } = document.data.source
  return (
    <a className="link row" href={`/api/sources/${project.id}/${sha256}`} download={filename}>
      <Download className="icon icon--sm" />
      {text.source}
      <span className="sr-only">{text.sourceOf(filename)}</span>
    </a>
  )
}

type Problems = { readonly title?: string; readonly publishedAt?: string }

function problemsOf({ title, publishedAt }: DocumentMeta): Problems {
  return {
    ...(title === '' ? { title: text.nameMissing } : {}),
    ...(publishedAt !== null && !isEdtf(publishedAt) ? { publishedAt: text.dateWrong } : {}),
  }
}

function readForm(form: FormData, meta: DocumentMeta, outlet: Outlet | undefined): DocumentMeta {
  const read = (name: string) => String(form.get(name) ?? '').trim()
  const publishedAt = read('publishedAt') === '' ? null : read('publishedAt')
  const isSameDate = publishedAt === meta.publishedAt
  const basis = publishedAt === null ? null : ('stated' as const)
  return {
    ...meta,
    title: read('title'),
    publisher: outlet?.choice.id ?? meta.publisher,
    publishedAt,
    publishedAtBasis: isSameDate ? meta.publishedAtBasis : basis,
    byline: read('byline')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    language: read('language') === '' ? meta.language : read('language'),
  }
}

function changedFields(before: DocumentMeta, after: DocumentMeta): readonly MetaWrite[] {
  const writes: readonly MetaWrite[] = [
    { field: 'title', value: after.title },
    { field: 'publisher', value: after.publisher },
    { field: 'publishedAt', value: after.publishedAt },
    { field: 'publishedAtBasis', value: after.publishedAtBasis },
    { field: 'byline', value: after.byline },
    { field: 'language', value: after.language },
  ]
  return writes.filter(({ field, value }) => !jsonEqual(before[field], value))
}
