import { isLive, type RecordOf, recordsOf, type StreamState } from '@parallax/domain'

/** The entities that one can choose, by name: those that are there and were not merged into another. */
export function entitiesByName(registry: StreamState): readonly RecordOf<'entity'>[] {
  return [...recordsOf(registry, 'entity')]
    .filter((entity) => isLive(entity) && entity.data.redirect === null)
    .sort((a, b) => a.data.name.localeCompare(b.data.name))
}
