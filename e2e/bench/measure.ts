/** What two measurements of one round gave, in the unit of their figure. */
export type Pair = { readonly limit: number; readonly subject: number }

/** One row of the report: what we measured, and the limit that the same run measured beside it. */
export type Figure = {
  readonly subject: string
  readonly limit: string
  readonly unit: Unit
  readonly pairs: readonly Pair[]
  /** What must not be passed; figures without a bar are only looked at. */
  readonly bar?: Bar
}

/** `ms CPU` is what the main thread worked, whatever else the machine did meanwhile. */
type Unit = 'per s' | 'ms' | 'µs' | 'ms CPU' | 'slope' | 'KB' | 'MB' | 'shift'

/**
 * The most that is allowed: so many times the limit of the same run, and so much more. A floor is the
 * least instead, for what is better when it is more.
 */
export type Bar = {
  readonly timesLimit: number
  readonly plus: number
  readonly isFloor?: boolean
}

/** How much is measured. */
export type Effort = {
  /** Rounds of each figure: a limit and a subject each. */
  readonly rounds: number
  /** How long one measurement of a rate takes. */
  readonly sliceMs: number
  /** Gestures of which one round takes the median. */
  readonly gestures: number
}

type Measure = () => Promise<number>

/**
 * Limit and subject by turns, A B A B, so that whatever else the machine does falls on both. A first
 * round warms up and is thrown away.
 */
export async function inTurns(
  rounds: number,
  { limit, subject }: { readonly limit: Measure; readonly subject: Measure },
): Promise<readonly Pair[]> {
  const pairs: Pair[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const pair = { limit: await limit(), subject: await subject() }
    if (round > 0) pairs.push(pair)
  }
  return pairs
}

/** The middle value; of an even count, the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]
  if (middle === undefined) throw new Error('There is no median of nothing.')
  return middle
}

/** The value that so many hundredths of all are at most as large as. */
export function percentile(values: readonly number[], hundredths: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil((sorted.length * hundredths) / 100) - 1)]
  if (value === undefined) throw new Error('There is no percentile of nothing.')
  return value
}

/** Subject by limit, round by round. */
export function ratiosOf({ pairs }: Figure): readonly number[] {
  return pairs.map(({ limit, subject }) => subject / limit)
}

/** Whether a figure is beyond its bar in the median: each round beside the limit of that round. */
export function isBeyondBar({ bar, pairs }: Figure): boolean {
  if (bar === undefined) return false
  const sign = bar.isFloor ? -1 : 1
  const excesses = pairs.map(({ limit, subject }) => sign * (subject - allowedBy(bar, limit)))
  return median(excesses) > 0
}

function allowedBy({ timesLimit, plus }: Bar, limit: number): number {
  return timesLimit * limit + plus
}
