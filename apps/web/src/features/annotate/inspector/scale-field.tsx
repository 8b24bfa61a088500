import type { LayerRecord } from '@parallax/domain'
import { RadioGroup } from 'radix-ui'
import type { KeyboardEvent } from 'react'
import { cn } from '../../../components/cn.ts'
import { signed } from '../../../components/signed.ts'
import { Glyph } from '../../../components/ui/record-marks.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import { targetWords } from '../record-words.ts'
import { namingOf } from '../surface-pane.tsx'
import { fieldsText } from './fields-text.ts'

export type ScaleFieldProps = {
  readonly record: Extract<LayerRecord, { kind: 'stance' }>
  /** Says what the stance is on, and opens it: for scales outside the stance's own inspector. */
  readonly isTitled?: boolean
}

/** The stance scale as a radio group, with the words of its two ends and of the chosen point. */
export function ScaleField({ record, isTitled = false }: ScaleFieldProps) {
  const { annotation, actions } = useAnnotation()
  const { scale } = annotation.codebook
  if (!scale) return null
  const points = Array.from({ length: scale.max - scale.min + 1 }, (_, at) => scale.min + at)
  const { value } = record.data
  const set = (chosen: number) => {
    const fitting = Math.max(scale.min, Math.min(scale.max, chosen))
    if (fitting !== value) actions.setRegister(record.id, 'value', fitting)
  }
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (!annotation.canWrite) return
    if (key === '-') set(value - 1)
    if (key === '+' || key === '=') set(value + 1)
    if (key === '0') set(0)
  }
  return (
    <>
      {isTitled && (
        <h3>
          <Glyph kind="stance" />
          <button type="button" onClick={() => actions.open(record.id)}>
            {annotateText.kindStance}{' '}
            <span className="soft">
              {fieldsText.stanceOn} {targetWords(record, namingOf(annotation))}
            </span>
          </button>
        </h3>
      )}
      <RadioGroup.Root
        className="scale"
        aria-label={annotateText.kindStance}
        value={String(value)}
        disabled={!annotation.canWrite}
        data-points={points.length}
        onKeyDown={onKeyDown}
        onValueChange={(chosen) => set(Number(chosen))}
      >
        {points.map((point) => (
          <RadioGroup.Item
            key={point}
            className={cn('scale__pt', pointClass(point, scale.max))}
            value={String(point)}
            aria-label={`${signed(point)}, ${scale.labels[String(point)] ?? ''}`}
            {...(point === value ? { 'data-focus': 'value' } : {})}
          >
            <b>{signed(point)}</b>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      <div className="scale__ends" aria-hidden="true">
        <span>{scale.labels[String(scale.min)]}</span>
        <b>{scale.labels[String(value)]}</b>
        <span>{scale.labels[String(scale.max)]}</span>
      </div>
    </>
  )
}

/** The colour of a point: the ends of any scale are the two strong colours. */
function pointClass(point: number, max: number): string {
  if (point === 0) return 'scale__pt--0'
  const isStrong = Math.abs(point) >= Math.min(max, 2)
  return `scale__pt--${point > 0 ? 'p' : 'm'}${isStrong ? 2 : 1}`
}
