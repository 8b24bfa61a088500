/** A field in which words may stand that were not written yet. */
export type TypedField = {
  readonly write: () => void
  /** Whether words stand there that are nowhere else. */
  readonly hasWords: () => boolean
}

const fields = new Set<TypedField>()

/** Tells of a field as long as it is there, so that its words are not lost with the page. */
export function noteField(field: TypedField): () => void {
  fields.add(field)
  return () => {
    fields.delete(field)
  }
}

/** Writes what stands in fields, as if one had left them. */
export function writeTyped(): void {
  for (const field of [...fields]) field.write()
}

/** Whether words stand in a field that would go with the page: those that cannot be written. */
export function hasTyped(): boolean {
  return [...fields].some((field) => field.hasWords())
}
