import type { Example } from '@parallax/domain'
import { Highlighter } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input, Textarea } from '../../components/ui/input.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { type CodebookEdit, useTools } from './codebook-context.ts'
import { codebookText } from './codebook-text.ts'
import { keptMark, markOf } from './example-mark.ts'
import type { ExamplePlace, ExamplesFieldProps } from './examples-field.tsx'
import { MarkedText } from './marked-text.tsx'

const text = codebookText.example

export type ExampleDialogProps = ExamplesFieldProps & {
  readonly place: ExamplePlace
  readonly onClose: () => void
}

const choices = [
  { value: 'positive' as const, label: text.yes },
  { value: 'negative' as const, label: text.no },
]

/** Writes an example: its words, the part that counts, and why. */
export function ExampleDialog({ record, place, colour, onClose }: ExampleDialogProps) {
  const { act } = useTools()
  const before = place.at === null ? undefined : record.data[place.list][place.at]
  const [example, setExample] = useState<Example>(before ?? { text: '', mark: null, why: '' })
  const [list, setList] = useState(place.list)
  const [problem, setProblem] = useState<string>()
  const finish = (edits: readonly CodebookEdit[]) => {
    if (edits.length > 0) act(...edits)
    onClose()
  }
  const keep = () => {
    if (example.text.trim() === '') return setProblem(text.missing)
    finish(editsFor(record, place, { list, example }))
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="wide"
      title={before ? text.titleEdit : text.titleNew}
      foot={
        <>
          {before && (
            <Button look="bad" onClick={() => finish(editsFor(record, place, null))}>
              {text.remove}
            </Button>
          )}
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button look="primary" onClick={keep}>
            {text.save}
          </Button>
        </>
      }
    >
      <div className="form">
        <Segmented label={text.kind} options={choices} value={list} onChange={setList} isFilling />
        <WordsFields example={example} onChange={setExample} problem={problem} />
        <div>
          <span className="label">{text.shown}</span>
          <p className="preview cb__shown">
            <MarkedText example={example} colour={list === 'positive' ? colour : 12} />
          </p>
        </div>
        <Field label={text.why} hint={text.whyHint} isOptional>
          <Input
            value={example.why}
            maxLength={2000}
            onChange={(event) => setExample({ ...example, why: event.currentTarget.value })}
          />
        </Field>
      </div>
    </Dialog>
  )
}

type WordsFieldsProps = {
  readonly example: Example
  readonly onChange: (example: Example) => void
  readonly problem: string | undefined
}

function WordsFields({ example, onChange, problem }: WordsFieldsProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const mark = () => {
    const box = field.current
    if (box)
      onChange({ ...example, mark: markOf(example.text, box.selectionStart, box.selectionEnd) })
  }
  return (
    <>
      <Field label={text.text} hint={text.markHint} error={problem}>
        <Textarea
          ref={field}
          className="serif"
          value={example.text}
          maxLength={2000}
          onChange={(event) => {
            const words = event.currentTarget.value
            onChange({ ...example, text: words, mark: keptMark(example, words) })
          }}
        />
      </Field>
      <div className="row">
        <Button size="sm" onClick={mark}>
          <Highlighter className="icon icon--sm" />
          {text.mark}
        </Button>
        {example.mark && (
          <Button size="sm" look="ghost" onClick={() => onChange({ ...example, mark: null })}>
            {text.unmark}
          </Button>
        )}
      </div>
    </>
  )
}

type Kept = { readonly list: 'positive' | 'negative'; readonly example: Example }

/** The writes that put an example where it belongs, or take it away when `kept` is null. */
function editsFor(
  { id, data }: ExamplesFieldProps['record'],
  { list, at }: ExamplePlace,
  kept: Kept | null,
): readonly CodebookEdit[] {
  const without = at === null ? data[list] : data[list].toSpliced(at, 1)
  const write = (register: string, value: readonly Example[]): CodebookEdit => ({
    type: 'codebook.set',
    args: { id, register, value },
  })
  if (!kept) return [write(list, without)]
  if (kept.list === list)
    return [
      write(list, at === null ? [...without, kept.example] : data[list].with(at, kept.example)),
    ]
  const moved = write(kept.list, [...data[kept.list], kept.example])
  return at === null ? [moved] : [write(list, without), moved]
}
