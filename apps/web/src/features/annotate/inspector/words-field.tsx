import { type Extent, quoteOf } from '@parallax/domain'
import { TextSelect, X } from 'lucide-react'
import { IconButton } from '../../../components/ui/button.tsx'
import { useAnnotate } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import { fieldsText } from './fields-text.ts'

export type WordsFieldProps = {
  readonly label: string
  readonly extent: Extent | null
  readonly onChange: (extent: Extent | null) => void
}

/** Words of the text in a field: taken from the selection, shown on hover, cleared by a cross. */
export function WordsField({ label, extent, onChange }: WordsFieldProps) {
  const { annotation, doing, surface } = useAnnotate()
  const { selection } = doing
  const words = extent ? `“${quoteOf(extent, annotation.text)}”` : fieldsText.noWords
  const show = (isShown: boolean) => surface.current?.setHover(isShown ? (extent ?? []) : [])
  return (
    <div className="words-field">
      <span className="words-field__label">{label}</span>
      <button
        type="button"
        className="words-field__words quote"
        aria-label={annotateText.valueOf(label, words)}
        onMouseEnter={() => show(true)}
        onMouseLeave={() => show(false)}
        onFocus={() => show(true)}
        onBlur={() => show(false)}
        onClick={() => extent?.[0] && surface.current?.reveal(extent[0], { flash: true })}
      >
        {words}
      </button>
      {annotation.canWrite && (
        <span className="row">
          <IconButton
            label={`${label}: ${fieldsText.fromSelection}`}
            size="sm"
            disabled={!selection}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => selection && onChange([selection])}
          >
            <TextSelect className="icon icon--sm" />
          </IconButton>
          {extent && (
            <IconButton
              label={`${label}: ${fieldsText.clearWords}`}
              size="sm"
              onClick={() => onChange(null)}
            >
              <X className="icon icon--sm" />
            </IconButton>
          )}
        </span>
      )}
    </div>
  )
}
