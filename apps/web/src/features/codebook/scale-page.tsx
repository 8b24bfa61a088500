import type { RecordOf } from '@parallax/domain'
import { EditableText } from '../../components/editable-text.tsx'
import { Field } from '../../components/ui/field.tsx'
import { type StanceNumber, StanceValue } from '../../components/ui/record-marks.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useTools } from './codebook-context.ts'
import { liveOf } from './codebook-outline.ts'
import { codebookText } from './codebook-text.ts'
import { ValueTexts } from './field-page.tsx'
import { Section } from './section.tsx'

const text = codebookText.scale

/** The scale of stances: its ends, what its points are called, what they mean. */
export function ScalePage() {
  const { stream } = useTools()
  const record = liveOf(stream, 'scale')[0]
  return (
    <>
      <header className="cb__title">
        <h2 className="cb__name">{text.title}</h2>
      </header>
      <p className="cb__field cb__lede">{record ? text.lede : text.none}</p>
      {record && <Ends record={record} />}
      {record && <Points record={record} />}
      <ValueTexts field="value" />
    </>
  )
}

type ScaleProps = { readonly record: RecordOf<'scale'> }

function Ends({ record }: ScaleProps) {
  const { isOwner, set, latest } = useTools()
  const { id, data } = record
  const published = latest?.content.scale[0]?.data
  const isOther = published && (published.min !== data.min || published.max !== data.max)
  return (
    <div className="cb__field">
      <div className="form__row">
        <Field label={text.min}>
          <Segmented
            label={text.min}
            options={[-3, -2, -1].map((value) => ({ value: String(value), label: `−${-value}` }))}
            value={String(data.min)}
            isDisabled={!isOwner}
            onChange={(value) => set(id, 'min', Number(value))}
          />
        </Field>
        <Field label={text.max}>
          <Segmented
            label={text.max}
            options={[1, 2, 3].map((value) => ({ value: String(value), label: `+${value}` }))}
            value={String(data.max)}
            isDisabled={!isOwner}
            onChange={(value) => set(id, 'max', Number(value))}
          />
        </Field>
      </div>
      {isOther && <p className="hint">{text.warning}</p>}
    </div>
  )
}

function Points({ record }: ScaleProps) {
  const { isOwner, set } = useTools()
  const { id, data } = record
  const points = Array.from({ length: data.max - data.min + 1 }, (_, at) => data.min + at)
  return (
    <Section title={text.points}>
      <ul className="cb__points">
        {points.map((point) => (
          <li key={point}>
            <PointSign point={point} />
            <EditableText
              label={text.point(String(point))}
              className="cb__line grow"
              placeholder={text.point(String(point))}
              value={data.labels[String(point)] ?? ''}
              maxLength={100}
              isReadOnly={!isOwner}
              mayBeEmpty
              onWrite={(words) => set(id, `labels.${point}`, words === '' ? null : words)}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function PointSign({ point }: { readonly point: number }) {
  if (point >= -2 && point <= 2) return <StanceValue value={point as StanceNumber} /> // just looked at
  return <span className="value">{point < 0 ? `−${-point}` : `+${point}`}</span>
}
