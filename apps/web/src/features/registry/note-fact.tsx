import type { RecordOf } from '@parallax/domain'
import { EditableText } from '../../components/editable-text.tsx'
import { Fact } from './fact.tsx'
import { setArgs, useTools } from './registry-context.ts'
import { registryText } from './registry-text.ts'

export type NoteFactProps = { readonly record: RecordOf<'entity'> | RecordOf<'proposition'> }

/** What somebody noted of it; nothing for whoever may not write while there is no note. */
export function NoteFact({ record }: NoteFactProps) {
  const { act, mayWrite } = useTools()
  const { id, kind, data } = record
  const text = registryText[kind]
  if (!mayWrite && data.note === '') return null
  return (
    <Fact name={text.note}>
      <EditableText
        label={text.note}
        className="rg__note"
        placeholder={text.notePlaceholder}
        value={data.note}
        maxLength={10_000}
        isReadOnly={!mayWrite}
        mayBeEmpty
        hasLines
        onWrite={(note) => act('registry.set', setArgs(id, 'note', note))}
      />
    </Fact>
  )
}
