import { type Bar, type Figure, isBeyondBar, median, ratiosOf } from './measure.ts'

const headings = [
  'what',
  'ours (min–max)',
  'limit of the same run',
  'limit',
  'ratio (min–max)',
  'n',
  'bar',
]

/** The figures as a Markdown table, its columns lined up for a terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const lines = [headings, headings.map(() => '---'), ...figures.map(cellsOf)]
  const widths = headings.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  const lineOf = (cells: readonly string[]) => {
    const padded = cells.map((cell, column) =>
      cell.padEnd(widths[column] ?? 0, cell === '---' ? '-' : ' '),
    )
    return `| ${padded.join(' | ')} |`
  }
  return lines.map(lineOf).join('\n')
}

/** One figure on one line, for whoever waits. */
export function lineOf(figure: Figure): string {
  const [what, ours, , limit, ratio] = cellsOf(figure)
  return `${what}: ${ours}, limit ${limit}, ratio ${ratio}`
}

function cellsOf(figure: Figure): readonly string[] {
  const { subject, limit, unit, pairs, bar } = figure
  const subjects = pairs.map((pair) => pair.subject)
  return [
    subject,
    `${rounded(median(subjects))} ${unit} (${spreadOf(subjects)})`,
    limit,
    `${rounded(median(pairs.map((pair) => pair.limit)))} ${unit}`,
    ratioCell(figure),
    String(pairs.length),
    bar === undefined ? '–' : `${barCell(bar)}: ${isBeyondBar(figure) ? 'MISSED' : 'held'}`,
  ]
}

/** A slope has no ratio to another one that is near zero. */
function ratioCell(figure: Figure): string {
  const ratios = ratiosOf(figure)
  if (figure.unit === 'slope' || !ratios.every(Number.isFinite)) return '–'
  return `${rounded(median(ratios))} (${spreadOf(ratios)})`
}

function barCell({ timesLimit, plus, isFloor = false }: Bar): string {
  const sign = isFloor ? '≥' : '≤'
  if (timesLimit === 0) return `${sign} ${plus}`
  return plus === 0 ? `${sign} ${timesLimit} ×` : `${sign} ${timesLimit} × + ${plus}`
}

function spreadOf(values: readonly number[]): string {
  return [Math.min(...values), Math.max(...values)].map(rounded).join('–')
}

function rounded(value: number): string {
  if (value >= 100) return value.toFixed(0)
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
