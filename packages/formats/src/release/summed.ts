/** Several tallies as one. */
export function summed(
  tallies: Iterable<Readonly<Record<string, number>>>,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const each of tallies)
    for (const [word, count] of Object.entries(each)) sums.set(word, (sums.get(word) ?? 0) + count)
  return sums
}
