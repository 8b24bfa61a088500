import {
  type CountedKind,
  countedKinds,
  type LossLine,
  type LossReport,
  lossReasons,
} from '@parallax/formats'

/** What was kept and what was lost, a line each, for a terminal. */
export function lossLines(report: LossReport): readonly string[] {
  return [
    keptLine(report),
    ...report.dropped.map(lost),
    ...report.changed.map(changed),
    ...report.notes,
  ]
}

const shown: readonly CountedKind[] = [
  'document',
  'mention',
  'claim',
  'stance',
  'relation',
  'entity',
]

function keptLine({ in: before, out }: LossReport): string {
  const parts = countedKinds
    .filter((kind) => shown.includes(kind) && before[kind] > 0)
    .map((kind) => `${out[kind]} of ${before[kind]} ${kind}${before[kind] === 1 ? '' : 's'}`)
  return `Kept: ${parts.join(', ') || 'nothing, for there was nothing'}.`
}

function lost(line: LossLine): string {
  return `Lost: ${line.count} × ${line.kind}. ${lossReasons[line.reason]}${placesOf(line)}`
}

function changed(line: LossLine): string {
  return `Changed: ${line.count} × ${line.kind}. ${lossReasons[line.reason]}${placesOf(line)}`
}

/** The first few places; the report in JSON has more. */
function placesOf({ places }: LossLine): string {
  const named = places.slice(0, 3).map(({ document, range, what }) => {
    const at = range ? ` ${range.startUtf16}-${range.endUtf16}` : ''
    return [document && `${document}${at}`, what].filter((part) => part).join(' ')
  })
  const words = named.filter((name) => name !== '')
  return words.length === 0 ? '' : ` (${words.join('; ')}${places.length > 3 ? '; …' : ''})`
}
