import type { RecordId, RecordOf } from '@parallax/domain'
import { RadioGroup } from 'radix-ui'
import { useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { LabelDot } from '../../components/ui/label-colour.tsx'
import { SearchField } from '../../components/ui/search-field.tsx'
import { EmptyState } from '../../components/ui/states.tsx'
import { findEntities, findPropositions } from './find-records.ts'
import { typeOf, useTools } from './registry-context.ts'
import type { RegistryPlace } from './registry-place.ts'
import { registryText } from './registry-text.ts'
import { useMerge } from './use-merge.ts'
import { usePlaceCount } from './use-places.ts'
import { wordsOf } from './words-of.ts'

const text = registryText.merge

type Registered = RecordOf<'entity'> | RecordOf<'proposition'>

export type MergeDialogProps = {
  readonly record: Registered
  readonly place: RegistryPlace
  readonly onClose: () => void
}

/** Finds the other one, shows both with what stands behind them, and merges. */
export function MergeDialog({ record, place, onClose }: MergeDialogProps) {
  const merge = useMerge(place)
  const [other, setOther] = useState<RecordId | null>(null)
  const [kept, setKept] = useState<RecordId>(record.id)
  const confirm = (second: RecordId) => {
    const gone = kept === record.id ? second : record.id
    merge(gone, kept)
    onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="wide"
      title={record.kind === 'entity' ? text.title(record.data.name) : text.statementTitle}
      lede={text.lede[record.kind]}
      foot={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button
            look="primary"
            disabled={other === null}
            onClick={() => other !== null && confirm(other)}
          >
            {text.confirm}
          </Button>
        </>
      }
    >
      {other === null ? (
        <OtherList record={record} onPick={setOther} />
      ) : (
        <BothCards
          ids={[record.id, other]}
          kept={kept}
          onKeep={setKept}
          onBack={() => {
            setKept(record.id)
            setOther(null)
          }}
        />
      )}
    </Dialog>
  )
}

type OtherListProps = { readonly record: Registered; readonly onPick: (id: RecordId) => void }

function OtherList({ record, onPick }: OtherListProps) {
  const tools = useTools()
  const [words, setWords] = useState('')
  const { kind } = record
  const found =
    kind === 'entity'
      ? findEntities(tools.registry, words, { except: [record.id], type: record.data.type })
      : findPropositions(tools.registry, words, { except: [record.id] })
  const type = kind === 'entity' ? typeOf(tools, record.data.type) : undefined
  return (
    <div className="merge">
      <SearchField
        hasKey={false}
        label={text.find[kind]}
        placeholder={text.find[kind]}
        value={words}
        onChange={setWords}
      />
      {type && <p className="hint">{text.sameTypeOnly(type.name)}</p>}
      {found.length === 0 ? (
        <EmptyState
          title={registryText.empty.noMatch}
          text={words ? text.noMatch : text.none[kind]}
        />
      ) : (
        <ul className="merge__list">
          {found.map(({ id }) => (
            <li key={id}>
              <button type="button" className="en" onClick={() => onPick(id)}>
                {type && <LabelDot colour={type.colour} />}
                <span className="grow">
                  <span className="serif">{wordsOf(tools.registry, id)}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

type BothCardsProps = {
  readonly ids: readonly RecordId[]
  readonly kept: RecordId
  readonly onKeep: (id: RecordId) => void
  readonly onBack: () => void
}

function BothCards({ ids, kept, onKeep, onBack }: BothCardsProps) {
  const choose = (chosen: string) => {
    const id = ids.find((each) => each === chosen)
    if (id !== undefined) onKeep(id)
  }
  return (
    <div className="merge">
      <h3 className="h3">{text.keepQuestion}</h3>
      <RadioGroup.Root
        className="merge__both"
        aria-label={text.keepQuestion}
        value={kept}
        onValueChange={choose}
      >
        {ids.map((id) => (
          <Card key={id} id={id} />
        ))}
      </RadioGroup.Root>
      <Button look="ghost" size="sm" onClick={onBack}>
        {text.other}
      </Button>
    </div>
  )
}

function Card({ id }: { readonly id: RecordId }) {
  const { registry } = useTools()
  const places = usePlaceCount(id)
  return (
    <RadioGroup.Item className="choice" value={id}>
      <span className="radio" aria-hidden="true" />
      <span className="grow">
        <b className="serif">{wordsOf(registry, id)}</b>
        <small>{places ? text.places(places.total, places.documents) : text.counting}</small>
      </span>
    </RadioGroup.Item>
  )
}
