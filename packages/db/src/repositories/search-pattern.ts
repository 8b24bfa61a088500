/** The pattern for `ilike` that finds these words as they stand, anywhere. */
export function containing(search: string): string {
  return `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`
}
