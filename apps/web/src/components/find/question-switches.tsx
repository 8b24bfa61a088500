import type { Question } from '@parallax/find'
import { CaseSensitive, Regex, WholeWord } from 'lucide-react'
import type { ReactNode } from 'react'
import { questionText } from './question-text.ts'

export type QuestionSwitchesProps = {
  readonly question: Question
  readonly onChange: (question: Question) => void
}

type Switch = Exclude<keyof Question, 'words'>

const signs: readonly { readonly name: Switch; readonly sign: ReactNode }[] = [
  { name: 'matchCase', sign: <CaseSensitive className="icon" /> },
  { name: 'matchAccents', sign: <span aria-hidden="true">é</span> },
  { name: 'wholeWord', sign: <WholeWord className="icon" /> },
  { name: 'isPattern', sign: <Regex className="icon icon--sm" /> },
]

/** How exactly words are meant: four switches, each with its name as a tip. */
export function QuestionSwitches({ question, onChange }: QuestionSwitchesProps) {
  return (
    <fieldset className="find__switches" aria-label={questionText.switches}>
      {signs.map(({ name, sign }) => (
        <button
          key={name}
          type="button"
          className="find__switch"
          aria-pressed={question[name]}
          aria-label={questionText[name]}
          title={questionText[name]}
          onClick={() => onChange({ ...question, [name]: !question[name] })}
        >
          {sign}
        </button>
      ))}
    </fieldset>
  )
}
