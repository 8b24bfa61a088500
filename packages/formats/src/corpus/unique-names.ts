/**
 * A name for each entry, none twice within its like: the second `Bank` is `Bank (2)`. Entries are
 * taken by their ids, so that the same project has the same names every time.
 */
export function uniqueNames<Entry>(
  entries: ReadonlyMap<string, Entry>,
  naming: (entry: Entry) => { readonly within: string; readonly name: string },
): ReadonlyMap<string, string> {
  const taken: TakenNames = new Map()
  const names = new Map<string, string>()
  for (const id of [...entries.keys()].sort()) {
    const entry = entries.get(id)
    if (entry === undefined) continue
    const { within, name } = naming(entry)
    names.set(id, claimName(taken, within, name))
  }
  return names
}

/** Names that are taken, each with the next number that would make it new. */
export type TakenNames = Map<string, number>

/** `name`, or with the first number behind it that makes it new within its like; remembers it. */
export function claimName(taken: TakenNames, within: string, name: string): string {
  const keyOf = (each: string) => `${within}\n${each}`
  let number = taken.get(keyOf(name))
  if (number === undefined) {
    taken.set(keyOf(name), 2)
    return name
  }
  while (taken.has(keyOf(`${name} (${number})`))) number += 1
  const found = `${name} (${number})`
  taken.set(keyOf(name), number + 1)
  taken.set(keyOf(found), 2)
  return found
}
