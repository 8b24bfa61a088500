/**
 * A name for each entry, none twice within its like: the second `Bank` is `Bank (2)`. Entries are
 * taken by their ids, so that the same project has the same names every time.
 */
export function uniqueNames<Entry>(
  entries: ReadonlyMap<string, Entry>,
  naming: (entry: Entry) => { readonly within: string; readonly name: string },
): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  const names = new Map<string, string>()
  for (const id of [...entries.keys()].sort()) {
    const entry = entries.get(id)
    if (entry === undefined) continue
    const { within, name } = naming(entry)
    names.set(id, claimName(taken, within, name))
  }
  return names
}

/** `name`, or with the first number behind it that makes it new within its like; remembers it. */
export function claimName(taken: Set<string>, within: string, name: string): string {
  let found = name
  for (let number = 2; taken.has(`${within}\n${found}`); number += 1) found = `${name} (${number})`
  taken.add(`${within}\n${found}`)
  return found
}
