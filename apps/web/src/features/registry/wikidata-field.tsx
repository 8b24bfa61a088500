import type { RecordOf } from '@parallax/domain'
import { ExternalLink, Link2, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button, IconButton } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Popover } from '../../components/ui/popover.tsx'
import { setArgs, useTools } from './registry-context.ts'
import { registryText } from './registry-text.ts'
import { wikidataNumber } from './wikidata-number.ts'

const text = registryText.entity

/** The entity's number at Wikidata: shown as a link, written in a small form. */
export function WikidataField({ record }: { readonly record: RecordOf<'entity'> }) {
  const { act, mayWrite } = useTools()
  const number = record.data.externalIds.wikidata
  const write = (value: string | null) =>
    act('registry.set', setArgs(record.id, 'externalIds.wikidata', value))
  if (number === undefined)
    return mayWrite ? (
      <WikidataForm onWrite={write} />
    ) : (
      <span className="muted">{text.nothing}</span>
    )
  return (
    <>
      <a
        className="rg__link"
        href={`https://www.wikidata.org/wiki/${number}`}
        target="_blank"
        rel="noreferrer"
      >
        <span className="link">
          {text.wikidata} {number}
        </span>
        <ExternalLink className="icon icon--sm muted" />
      </a>
      {mayWrite && (
        <IconButton size="sm" label={text.removeWikidata} onClick={() => write(null)}>
          <X className="icon icon--sm" />
        </IconButton>
      )}
    </>
  )
}

function WikidataForm({ onWrite }: { readonly onWrite: (value: string) => boolean }) {
  const [isOpen, setIsOpen] = useState(false)
  const [problem, setProblem] = useState<string>()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const written = String(new FormData(event.currentTarget).get('number') ?? '')
    const number = wikidataNumber(written)
    setProblem(number === undefined ? text.badWikidata : undefined)
    if (number === undefined) return
    onWrite(number)
    setIsOpen(false)
  }
  return (
    <Popover
      label={text.linkWikidata}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <button type="button" className="tag tag--dash">
          <Link2 className="icon icon--sm" />
          {text.linkWikidata}
        </button>
      }
    >
      <form className="form" noValidate onSubmit={submit}>
        <Field label={text.wikidataField} hint={text.wikidataHint} error={problem}>
          <Input name="number" autoComplete="off" placeholder="Q42" />
        </Field>
        <Button type="submit" keyCap="Enter">
          {text.linkWikidata}
        </Button>
      </form>
    </Popover>
  )
}
