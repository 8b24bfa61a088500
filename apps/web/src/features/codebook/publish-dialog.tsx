import { newId } from '@parallax/sync/new-id'
import { useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Textarea } from '../../components/ui/input.tsx'
import { Select } from '../../components/ui/select.tsx'
import { ChangesList } from './changes-list.tsx'
import { type CodebookChange, removedLabels } from './codebook-changes.ts'
import { useTools } from './codebook-context.ts'
import { labelsOfSet } from './codebook-outline.ts'
import { codebookText } from './codebook-text.ts'
import { type LabelFate, migrationRules } from './migration-rules.ts'
import { useLabelUse } from './use-label-use.ts'

const text = codebookText.publish

export type PublishDialogProps = { readonly version: number; readonly onClose: () => void }

/** Publishes the draft: what is new in words, and what becomes of labels that go away. */
export function PublishDialog({ version, onClose }: PublishDialogProps) {
  const { changes, latest, act } = useTools()
  const [note, setNote] = useState('')
  const [fates, setFates] = useState<ReadonlyMap<string, LabelFate>>(new Map())
  const gone = removedLabels(changes)
  const isReady = gone.every(({ id }) => fates.has(id))
  const publish = () => {
    const ruled = new Map([...fates].filter(([id]) => gone.some((change) => change.id === id)))
    const migrations = migrationRules(ruled, latest?.content ?? null)
    act({ type: 'codebook.publish', args: { id: newId(), note: note.trim(), migrations } })
    onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="wide"
      title={text.title(version)}
      lede={text.lede}
      foot={
        <>
          {!isReady && <span className="hint grow">{text.chooseFirst}</span>}
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button look="primary" disabled={!isReady} onClick={publish}>
            {text.confirm(version)}
          </Button>
        </>
      }
    >
      <div className="form">
        <Field label={text.note} isOptional>
          <Textarea
            value={note}
            maxLength={10_000}
            placeholder={text.notePlaceholder}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </Field>
        {gone.length > 0 && (
          <section className="form">
            <h3 className="h3">{text.migrations}</h3>
            {gone.map((change) => (
              <FateField
                key={change.id}
                change={change}
                fate={fates.get(change.id)}
                onChoose={(fate) => setFates(new Map([...fates, [change.id, fate]]))}
              />
            ))}
          </section>
        )}
        <section>
          <h3 className="h3">{codebookText.change.title}</h3>
          <ChangesList changes={changes} canBringBack />
        </section>
      </div>
    </Dialog>
  )
}

const RETIRE = 'retire'

type FateFieldProps = {
  readonly change: CodebookChange
  readonly fate: LabelFate | undefined
  readonly onChoose: (fate: LabelFate) => void
}

function FateField({ change, fate, onChoose }: FateFieldProps) {
  const { stream } = useTools()
  const { count } = useLabelUse()
  const { name, labelSet } = change.data
  const options = [
    ...labelsOfSet(stream, String(labelSet)).map(({ id, data }) => ({
      value: id as string,
      label: data.name,
    })),
    { value: RETIRE, label: text.retire },
  ]
  const uses = count(change.id)
  return (
    <Field
      label={text.migration(String(name))}
      {...(uses !== undefined && { aside: <span className="muted">{text.uses(uses)}</span> })}
    >
      <Select
        options={options}
        value={fate && (fate.becomes ?? RETIRE)}
        onChange={(chosen) => onChoose({ becomes: chosen === RETIRE ? null : chosen })}
      />
    </Field>
  )
}
