import type { RecordOf } from '@parallax/domain'
import { EditableText } from '../../components/editable-text.tsx'
import { useTools } from './codebook-context.ts'
import { codebookText } from './codebook-text.ts'
import { ExamplesField } from './examples-field.tsx'
import { Section } from './section.tsx'
import { TestsField } from './tests-field.tsx'

const text = codebookText.label

export type GuidanceProps = {
  readonly record: RecordOf<'label'> | RecordOf<'guideline'>
  /** The colour in which examples are marked. */
  readonly colour: number
  readonly name: string
}

/** What helps a person to choose: what it is, tests, examples. */
export function Guidance({ record, colour, name }: GuidanceProps) {
  const { isOwner, set } = useTools()
  const { id, data } = record
  return (
    <>
      <Section title={text.definition}>
        <EditableText
          label={`${text.definition}: ${name}`}
          className="cb__def"
          placeholder={text.definitionPlaceholder}
          value={data.definition}
          maxLength={10_000}
          isReadOnly={!isOwner}
          mayBeEmpty
          hasLines
          onWrite={(words) => set(id, 'definition', words)}
        />
      </Section>
      {(isOwner || data.test !== '') && (
        <Section title={text.tests} hint={text.testsHint}>
          <TestsField test={data.test} onWrite={(test) => set(id, 'test', test)} />
        </Section>
      )}
      <Section title={text.examples}>
        <ExamplesField record={record} colour={colour} />
      </Section>
    </>
  )
}
