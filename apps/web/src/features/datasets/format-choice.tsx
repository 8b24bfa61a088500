import { RadioGroup } from 'radix-ui'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { Tag } from '../../components/ui/tag.tsx'
import { exportText as text } from './export-text.ts'

/** A format as the server tells it. */
export type Format = ApiOutputs['exports']['formats']['formats'][number]

export type FormatChoiceProps = {
  readonly formats: readonly Format[]
  readonly value: string
  /** What positions shall count instead of the format's own unit, if it lets one choose. */
  readonly offsetUnit: Format['offsetUnits'][number] | null
  readonly onChange: (format: string) => void
}

/** The formats side by side, and what the chosen one holds below. */
export function FormatChoice({ formats, value, offsetUnit, onChange }: FormatChoiceProps) {
  const chosen = formats.find(({ id }) => id === value)
  return (
    <>
      <RadioGroup.Root
        className="ds__formats"
        aria-label={text.format}
        value={value}
        onValueChange={onChange}
      >
        {formats.map(({ id, title, fileExtension, isLossless }) => (
          <RadioGroup.Item key={id} className="choice" value={id}>
            <span className="radio" aria-hidden="true" />
            <span className="ds__format">
              <b>{title}</b>
              <span className="mono muted">{fileExtension}</span>
              {isLossless && <Tag look="good">{text.lossless}</Tag>}
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      {chosen && <FormatFacts format={chosen} offsetUnit={offsetUnit} />}
    </>
  )
}

type FormatFactsProps = Pick<FormatChoiceProps, 'offsetUnit'> & { readonly format: Format }

function FormatFacts({ format, offsetUnit }: FormatFactsProps) {
  const { keeps, holds } = format
  const isChosen = offsetUnit !== null && format.offsetUnits.includes(offsetUnit)
  const unit = isChosen ? offsetUnit : format.offsetUnit
  const features = Object.entries(text.features)
  // The keys of the table are the features.
  const held = features.filter(([feature]) => holds[feature as keyof typeof holds])
  return (
    <div className="ds__holds" aria-live="polite">
      <p>
        {keeps} {text.units[unit]}
      </p>
      {held.length > 0 && (
        <p className="hint">
          {text.holds} {held.map(([, name]) => name).join(', ')}.
        </p>
      )}
    </div>
  )
}
