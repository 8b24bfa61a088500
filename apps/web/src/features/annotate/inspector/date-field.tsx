import { isEdtf } from '@parallax/domain'
import { useEffect, useState } from 'react'
import { annotateText } from '../annotate-text.ts'

export type DateFieldProps = {
  readonly label: string
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  readonly isDisabled?: boolean
}

/** A date as far as it is known: a year, a month or a day. Written when one leaves the field. */
export function DateField({ label, value, onChange, isDisabled = false }: DateFieldProps) {
  const [typed, setTyped] = useState(value ?? '')
  useEffect(() => {
    // The record: a colleague may have changed it meanwhile.
    setTyped(value ?? '')
  }, [value])
  const trimmed = typed.trim()
  const isWrong = trimmed !== '' && !isEdtf(trimmed)
  const commit = () => {
    const next = trimmed === '' ? null : trimmed
    if (!isWrong && next !== value) onChange(next)
  }
  return (
    <div>
      <div className="field">
        <input
          aria-label={label}
          aria-invalid={isWrong || undefined}
          value={typed}
          placeholder={annotateText.saidOnHint}
          disabled={isDisabled}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit()
          }}
        />
      </div>
      {isWrong && <p className="hint hint--bad">{annotateText.saidOnHint}</p>}
    </div>
  )
}
