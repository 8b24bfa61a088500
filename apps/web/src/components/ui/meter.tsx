import { cn } from '../cn.ts'

const toneClass = { plain: '', good: 'meter__fill--good', warn: 'meter__fill--warn' }

export type MeterProps = {
  /** 0 to 1. */
  readonly ratio: number
  readonly tone?: keyof typeof toneClass
  /** Its name; without one it only repeats a number that stands beside it. */
  readonly label?: string
  readonly className?: string
}

/** How much of something is done. */
export function Meter({ ratio, tone = 'plain', label, className }: MeterProps) {
  const percent = Math.round(Math.min(1, Math.max(0, ratio)) * 100)
  const bars = (
    <svg className={cn('meter', className)} aria-hidden="true">
      <rect className="meter__track" width="100%" height="100%" />
      <rect className={cn('meter__fill', toneClass[tone])} width={`${percent}%`} height="100%" />
    </svg>
  )
  if (label === undefined) return bars
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className="grow"
    >
      {bars}
    </div>
  )
}
