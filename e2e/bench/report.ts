import { type Figure, isBeyondBar, median, ratiosOf } from './measure.ts'

const headings = ['what', 'ours', 'limit of the same run', 'limit', 'ratio (min–max)', 'n', 'bar']

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
  const { subject, limit, unit, pairs, maxRatio } = figure
  const ratios = ratiosOf(figure)
  const spread = [Math.min(...ratios), Math.max(...ratios)].map(rounded).join('–')
  return [
    subject,
    `${rounded(median(pairs.map((pair) => pair.subject)))} ${unit}`,
    limit,
    `${rounded(median(pairs.map((pair) => pair.limit)))} ${unit}`,
    `${rounded(median(ratios))} (${spread})`,
    String(pairs.length),
    maxRatio === undefined ? '–' : `≤ ${maxRatio}: ${isBeyondBar(figure) ? 'MISSED' : 'held'}`,
  ]
}

function rounded(value: number): string {
  if (value >= 100) return value.toFixed(0)
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
