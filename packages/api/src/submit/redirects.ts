import { mapValues, type RecordId, type StreamState } from '@parallax/domain'

/** Every row of the registry that was merged, directly or through others, into `id`. */
export function redirectsTo(registry: StreamState | null, id: RecordId): readonly RecordId[] {
  if (registry === null) return []
  const sources = new Map<string, RecordId[]>()
  for (const { id: from, data } of mapValues(registry.records)) {
    const into = 'redirect' in data ? data.redirect : null
    if (into !== null) sources.set(into, [...(sources.get(into) ?? []), from])
  }
  const found: RecordId[] = []
  const open: RecordId[] = [id]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const from of sources.get(at) ?? []) {
      if (from === id || found.includes(from)) continue
      found.push(from)
      open.push(from)
    }
  }
  return found
}
