import { lossText } from './loss-text.ts'

/** One reason for which things of a kind were left out or changed: how many, and where the first are. */
export type LossLine = {
  readonly kind: string
  readonly reason: string
  readonly count: number
  readonly places: readonly LossPlace[]
}
type LossPlace = {
  readonly document: string
  readonly range: { readonly startUtf16: number; readonly endUtf16: number } | null
  readonly what: string
}

/** What a conversion kept and lost, as the server counted it. */
export type LossReport = {
  readonly in: Readonly<Record<string, number>>
  readonly out: Readonly<Record<string, number>>
  readonly dropped: readonly LossLine[]
  readonly changed: readonly LossLine[]
  readonly notes: readonly string[]
}

/** Whether nothing was left out and nothing was changed. */
export function isLossless({ dropped, changed }: LossReport): boolean {
  return dropped.length + changed.length === 0
}

/** The kinds that people think of as records; what else is lost is told under one of its own. */
const recordKinds = ['mention', 'claim', 'stance', 'relation', 'documentLabel'] as const
/** Every kind that is counted, in the order of the rows: each has a name on the screen. */
const rowKinds = Object.keys(lossText.kinds) as RowKind[] // its own keys
export type RowKind = keyof typeof lossText.kinds

/** One kind of thing: how much there is, how much fits, and what becomes of the rest. */
export type LossRow = {
  readonly kind: RowKind
  readonly before: number
  readonly after: number
  /** How much the lines say was dropped, and changed. */
  readonly droppedCount: number
  readonly changedCount: number
  readonly dropped: readonly LossLine[]
  readonly changed: readonly LossLine[]
}

/** The rows of a report: records always, the rest where something is lost. */
export function lossRows(report: LossReport): readonly LossRow[] {
  const rows = rowKinds.map((kind) => rowOf(report, kind))
  return rows.filter(
    ({ kind, before, dropped, changed }) =>
      dropped.length + changed.length > 0 || (isRecord(kind) && before > 0),
  )
}

/** Of all records: how many there are, fit as they are, were changed and are left out. */
export function recordTotals(report: LossReport) {
  const rows = recordKinds.map((kind) => rowOf(report, kind))
  const sum = (of: (row: LossRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    before: sum(({ before }) => before),
    after: sum(({ after }) => after),
    changed: Math.min(
      sum(({ changedCount }) => changedCount),
      sum(({ after }) => after),
    ),
    dropped: sum(({ droppedCount }) => droppedCount),
  }
}

function isRecord(kind: RowKind): boolean {
  return recordKinds.some((record) => record === kind)
}

function rowOf(report: LossReport, kind: RowKind): LossRow {
  const dropped = report.dropped.filter((line) => line.kind === kind)
  const changed = report.changed.filter((line) => line.kind === kind)
  const total = (lines: readonly LossLine[]) => lines.reduce((sum, { count }) => sum + count, 0)
  return {
    kind,
    before: report.in[kind] ?? 0,
    after: report.out[kind] ?? 0,
    droppedCount: total(dropped),
    changedCount: total(changed),
    dropped,
    changed,
  }
}
