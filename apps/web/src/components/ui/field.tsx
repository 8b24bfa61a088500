import { CircleAlert } from 'lucide-react'
import { createContext, type ReactNode, use, useId } from 'react'
import { componentsText } from '../components-text.ts'

type FieldIds = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

const FieldContext = createContext<Partial<FieldIds>>({})

/** What ties the control inside a `Field` to its label, hint and error; empty outside of one. */
export function useField(): Partial<FieldIds> {
  return use(FieldContext)
}

export type FieldProps = {
  readonly label: string
  readonly children: ReactNode
  readonly hint?: ReactNode
  /** Why the value cannot be taken. Replaces the hint and is announced. */
  readonly error?: string | undefined
  readonly isOptional?: boolean
  /** Something small at the end of the label's line, such as “Forgot it?”. */
  readonly aside?: ReactNode
}

/** A label, one control, and the sentence below it. */
export function Field({ label, children, hint, error, isOptional = false, aside }: FieldProps) {
  const id = useId()
  const hasNote = error !== undefined || hint !== undefined
  const ids: FieldIds = {
    id,
    'aria-describedby': hasNote ? `${id}-note` : undefined,
    'aria-invalid': error === undefined ? undefined : true,
  }
  return (
    <div>
      <div className="field-head">
        <label className="label" htmlFor={id}>
          {label}
          {isOptional && <span className="muted"> · {componentsText.optional}</span>}
        </label>
        {aside}
      </div>
      <FieldContext.Provider value={ids}>{children}</FieldContext.Provider>
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  )
}

type FieldNoteProps = {
  readonly id: string
  readonly hint: ReactNode
  readonly error: string | undefined
}

function FieldNote({ id, hint, error }: FieldNoteProps) {
  if (error !== undefined) {
    return (
      <p className="hint hint--bad" id={id} role="alert">
        <CircleAlert className="icon icon--sm" />
        {error}
      </p>
    )
  }
  return hint === undefined ? null : (
    <p className="hint" id={id}>
      {hint}
    </p>
  )
}
