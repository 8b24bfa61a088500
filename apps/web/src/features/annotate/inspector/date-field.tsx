import { isEdtf } from '@parallax/domain'
import { useTyped } from '../../../components/use-typed.ts'
import { annotateText } from '../annotate-text.ts'

export type DateFieldProps = {
  readonly label: string
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  readonly isDisabled?: boolean
}

/** A date as far as it is known: a year, a month or a day. Written when one leaves the field. */
export function DateField({ label, value, onChange, isDisabled = false }: DateFieldProps) {
  const typed = useTyped({
    value: value ?? '',
    onWrite: (words) => onChange(words === '' ? null : words),
    accepts: isDate,
  })
  const isWrong = !isDate(typed.words.trim())
  return (
    <div>
      <div className="field">
        <input
          aria-label={label}
          aria-invalid={isWrong || undefined}
          value={typed.words}
          placeholder={annotateText.saidOnHint}
          disabled={isDisabled}
          onChange={(event) => typed.type(event.currentTarget.value)}
          onBlur={typed.write}
          onKeyDown={(event) => {
            if (event.key === 'Enter') typed.write()
          }}
        />
      </div>
      {isWrong && <p className="hint hint--bad">{annotateText.saidOnHint}</p>}
    </div>
  )
}

const isDate = (words: string) => words === '' || isEdtf(words)
