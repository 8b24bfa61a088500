import {
  type CountedKind,
  countedKinds,
  type LossLine,
  type LossReport,
  lossReasons,
} from '@parallax/formats'
import { counted } from './counted.ts'

/** What was kept and what was lost, a line each, for a terminal. */
export function lossLines(report: LossReport): readonly string[] {
  return [
    keptLine(report),
    ...report.dropped.map(lost),
    ...report.changed.map(changed),
    ...report.notes,
  ]
}

/** For one and for many. */
const words: Readonly<Record<CountedKind, readonly [one: string, many: string]>> = {
  document: ['document', 'documents'],
  layer: ['layer', 'layers'],
  mention: ['mention', 'mentions'],
  claim: ['claim', 'claims'],
  stance: ['stance', 'stances'],
  relation: ['relation', 'relations'],
  documentLabel: ['document label', 'document labels'],
  part: ['part of a span', 'parts of spans'],
  value: ['value', 'values'],
  passage: ['passage', 'passages'],
  link: ['link', 'links'],
  signature: ['signature', 'signatures'],
  zone: ['zone', 'zones'],
  meta: ['fact of a document', 'facts of documents'],
  entity: ['entity', 'entities'],
  proposition: ['proposition', 'propositions'],
  label: ['label', 'labels'],
  attribute: ['own field', 'own fields'],
  comment: ['comment', 'comments'],
  other: ['other entry', 'other entries'],
}

const shown: readonly CountedKind[] = [
  'document',
  'mention',
  'claim',
  'stance',
  'relation',
  'documentLabel',
  'entity',
  'proposition',
  'label',
]

function keptLine({ in: before, out }: LossReport): string {
  const parts = countedKinds
    .filter((kind) => shown.includes(kind) && before[kind] > 0)
    .map((kind) => `${out[kind]} of ${counted(before[kind], ...words[kind])}`)
  return `Kept: ${parts.join(', ') || 'nothing, for there was nothing'}.`
}

function lost(line: LossLine): string {
  return `Lost: ${line.count} × ${words[line.kind][0]}. ${lossReasons[line.reason]}${placesOf(line)}`
}

function changed(line: LossLine): string {
  return `Changed: ${line.count} × ${words[line.kind][0]}. ${lossReasons[line.reason]}${placesOf(line)}`
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
