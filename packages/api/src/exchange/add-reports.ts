import { countedKinds, type LossLine, type LossReport } from '@parallax/formats'

/** What two steps lost, as one: nothing was counted by both. */
export function addReports(a: LossReport, b: LossReport): LossReport {
  const sum = (side: 'in' | 'out') =>
    // Every counted kind is a key, and nothing else.
    Object.fromEntries(
      countedKinds.map((kind) => [kind, a[side][kind] + b[side][kind]]),
    ) as LossReport['in']
  return {
    in: sum('in'),
    out: sum('out'),
    dropped: addLines(a.dropped, b.dropped),
    changed: addLines(a.changed, b.changed),
    notes: [...new Set([...a.notes, ...b.notes])],
  }
}

function addLines(a: readonly LossLine[], b: readonly LossLine[]): readonly LossLine[] {
  const lines = new Map<string, LossLine>()
  for (const line of [...a, ...b]) {
    const key = `${line.kind} ${line.reason}`
    const known = lines.get(key)
    const sum = known && {
      ...known,
      count: known.count + line.count,
      places: [...known.places, ...line.places].slice(0, 20),
    }
    lines.set(key, sum ?? line)
  }
  return [...lines.values()]
}
