import { X } from 'lucide-react'
import { EditableText } from '../../components/editable-text.tsx'
import { keyed } from '../../components/keyed.ts'
import { IconButton } from '../../components/ui/button.tsx'
import { useTools } from './codebook-context.ts'
import { codebookText } from './codebook-text.ts'

const text = codebookText.label

export type TestsFieldProps = {
  /** One test a line. */
  readonly test: string
  readonly onWrite: (test: string) => void
}

/** The tests in their order, and an empty line for one more. */
export function TestsField({ test, onWrite }: TestsFieldProps) {
  const { isOwner } = useTools()
  const tests = test.split('\n').filter((line) => line.trim() !== '')
  const write = (lines: readonly string[]) => onWrite(lines.filter(Boolean).join('\n'))
  const oneLine = (words: string) => words.replace(/\s+/g, ' ')
  return (
    <ol className="tests">
      {keyed(tests, (line) => line).map(({ key, item: line, at }) => (
        <li key={key}>
          <EditableText
            label={text.test(at + 1)}
            className="cb__line"
            value={line}
            maxLength={2000}
            isReadOnly={!isOwner}
            mayBeEmpty
            onWrite={(words) => write(tests.with(at, oneLine(words)))}
          />
          {isOwner && (
            <IconButton
              size="sm"
              label={`${text.test(at + 1)}: ${codebookText.example.remove}`}
              onClick={() => write(tests.toSpliced(at, 1))}
            >
              <X className="icon icon--sm" />
            </IconButton>
          )}
        </li>
      ))}
      {isOwner && (
        <li>
          <EditableText
            key={tests.length}
            label={text.newTest}
            className="cb__line"
            placeholder={tests.length === 0 ? text.testPlaceholder : text.newTest}
            value=""
            maxLength={2000}
            isReadOnly={false}
            onWrite={(words) => write([...tests, oneLine(words)])}
          />
        </li>
      )}
    </ol>
  )
}
