import type { Example, RecordOf } from '@parallax/domain'
import { Check, Pencil, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { keyed } from '../../components/keyed.ts'
import { IconButton } from '../../components/ui/button.tsx'
import { useTools } from './codebook-context.ts'
import { codebookText } from './codebook-text.ts'
import { ExampleDialog } from './example-dialog.tsx'
import { MarkedText } from './marked-text.tsx'

const text = codebookText.label

/** The colour of words that do not belong to the label. */
const NEUTRAL = 12

/** Where an example stands: among those that belong, or those that do not; `null` when it is new. */
export type ExamplePlace = { readonly list: 'positive' | 'negative'; readonly at: number | null }

export type ExamplesFieldProps = {
  readonly record: RecordOf<'label'> | RecordOf<'guideline'>
  readonly colour: number
}

/** Examples as they look in a text, with yes or no in words. */
export function ExamplesField({ record, colour }: ExamplesFieldProps) {
  const { isOwner } = useTools()
  const [editing, setEditing] = useState<ExamplePlace | null>(null)
  const { positive, negative } = record.data
  return (
    <>
      {positive.length + negative.length === 0 && <p className="muted">{text.noExamples}</p>}
      <ul className="ex">
        {(['positive', 'negative'] as const).flatMap((list) =>
          keyed(record.data[list], ({ text: words }) => words).map(({ key, item: example, at }) => (
            <ExampleLine
              key={`${list} ${key}`}
              example={example}
              isYes={list === 'positive'}
              colour={list === 'positive' ? colour : NEUTRAL}
              onEdit={isOwner ? () => setEditing({ list, at }) : undefined}
            />
          )),
        )}
      </ul>
      {isOwner && (
        <button
          type="button"
          className="tag tag--dash"
          onClick={() => setEditing({ list: 'positive', at: null })}
        >
          <Plus className="icon icon--sm" />
          {text.newExample}
        </button>
      )}
      {editing && (
        <ExampleDialog
          record={record}
          place={editing}
          colour={colour}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}

type ExampleLineProps = {
  readonly example: Example
  readonly isYes: boolean
  readonly colour: number
  readonly onEdit: (() => void) | undefined
}

function ExampleLine({ example, isYes, colour, onEdit }: ExampleLineProps) {
  return (
    <li>
      <b className={isYes ? 'is-good' : 'is-bad'}>
        {isYes ? <Check className="icon icon--sm" /> : <X className="icon icon--sm" />}
        {isYes ? text.yes : text.no}
      </b>
      <p className="grow">
        <MarkedText example={example} colour={colour} />
        {example.why !== '' && <span className="muted">{example.why}</span>}
      </p>
      {onEdit && (
        <IconButton size="sm" label={text.editExample(example.text)} onClick={onEdit}>
          <Pencil className="icon icon--sm" />
        </IconButton>
      )}
    </li>
  )
}
