/**
 * Which entity types may stand at an end of a relation after one more was pressed; `null` is every
 * type. The last one taken away leaves every type: an end that nothing fits helps nobody.
 * @param all the types that there are, in their order
 */
export function typesAfterPress<Id extends string>(
  types: readonly Id[] | null,
  pressed: Id,
  all: readonly Id[],
): readonly Id[] | null {
  const before = new Set(types)
  const after = all.filter((id) => before.has(id) !== (id === pressed))
  return after.length === 0 || after.length === all.length ? null : after
}
