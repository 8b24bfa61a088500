import type { ReleaseComparison } from '@parallax/formats'

/** What differs between two releases, a line each. */
export function comparisonText({
  documents,
  records,
  registry,
  codebook,
}: ReleaseComparison): string {
  const lines = [
    ...Object.entries(documents)
      .filter(([, { count }]) => count > 0)
      .map(([how, { count }]) => `documents ${how}: ${count}`),
    ...[...records, ...registry].map(
      ({ kind, name, added, removed, changed }) =>
        `${kind}${name === null ? '' : ` ${name}`}: +${added} -${removed} ~${changed}`,
    ),
    ...codebook.map(
      ({ kind, name, change, fields }) =>
        `codebook, ${kind} "${name}" ${change}${fields.length > 0 ? `: ${fields.join(', ')}` : ''}`,
    ),
  ]
  return lines.length === 0 ? 'They hold the same.\n' : `${lines.join('\n')}\n`
}
