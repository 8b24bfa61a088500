import type { TextRange, Zone, ZoneKind } from '@parallax/domain'

/**
 * The zones after the lines that `range` touches become `kind`: others give way, neighbours of the
 * same kind join, and no zone begins or ends with white space. Before zones are set all is body.
 */
export function zonesWith(
  zones: readonly Zone[],
  text: string,
  range: TextRange,
  kind: ZoneKind,
): readonly Zone[] {
  const whole: Zone = { kind: 'body', startUtf16: 0, endUtf16: text.length, note: '' }
  const lines = wholeLines(text, range)
  const before = zones.length > 0 ? zones : [whole]
  const rest = before.flatMap((zone) => cut(zone, lines))
  const all = [...rest, { ...lines, kind, note: '' }]
    .flatMap((zone) => trimmed(zone, text))
    .sort((a, b) => a.startUtf16 - b.startUtf16)
  return all.reduce<Zone[]>((joined, zone) => joinLast(joined, zone, text), [])
}

function wholeLines(text: string, { startUtf16, endUtf16 }: TextRange): TextRange {
  const end = text.indexOf('\n', Math.max(startUtf16, endUtf16 - 1))
  return {
    startUtf16: text.lastIndexOf('\n', startUtf16 - 1) + 1,
    endUtf16: end < 0 ? text.length : end,
  }
}

/** What is left of a zone outside `range`: none, one or two pieces. */
function cut(zone: Zone, range: TextRange): Zone[] {
  const left = { ...zone, endUtf16: Math.min(zone.endUtf16, range.startUtf16) }
  const right = { ...zone, startUtf16: Math.max(zone.startUtf16, range.endUtf16) }
  return [left, right].filter(({ startUtf16, endUtf16 }) => startUtf16 < endUtf16)
}

function trimmed(zone: Zone, text: string): Zone[] {
  const words = text.slice(zone.startUtf16, zone.endUtf16)
  if (words.trim() === '') return []
  const startUtf16 = zone.startUtf16 + words.length - words.trimStart().length
  return [{ ...zone, startUtf16, endUtf16: startUtf16 + words.trim().length }]
}

/** Headlines and bylines stay apart; running text and boilerplate of one note join. */
function joinLast(joined: Zone[], zone: Zone, text: string): Zone[] {
  const last = joined.at(-1)
  const joins =
    last?.kind === zone.kind &&
    last.note === zone.note &&
    (zone.kind === 'body' || zone.kind === 'boilerplate') &&
    text.slice(last.endUtf16, zone.startUtf16).trim() === ''
  return joins && last
    ? [...joined.slice(0, -1), { ...last, endUtf16: zone.endUtf16 }]
    : [...joined, zone]
}
