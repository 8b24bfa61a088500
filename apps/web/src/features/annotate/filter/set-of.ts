/** The set with some items more. */
export function withEach<Item>(set: ReadonlySet<Item>, items: Iterable<Item>): ReadonlySet<Item> {
  return new Set([...set, ...items])
}

/** The set without some items. */
export function withoutEach<Item>(
  set: ReadonlySet<Item>,
  items: Iterable<Item>,
): ReadonlySet<Item> {
  const gone = new Set(items)
  return new Set([...set].filter((each) => !gone.has(each)))
}
