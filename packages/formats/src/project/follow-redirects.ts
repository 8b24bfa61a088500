/**
 * What a record stands for after all merges. `redirectOf` answers what one was merged into, or
 * nothing for one that was not; a circle ends where it would begin again.
 */
export function followRedirects<Id extends string>(
  id: Id,
  redirectOf: (id: Id) => Id | null | undefined,
): Id {
  const seen = new Set<Id>()
  let at = id
  for (let next = redirectOf(at); next && !seen.has(next); next = redirectOf(at)) {
    seen.add(next)
    at = next
  }
  return at
}
