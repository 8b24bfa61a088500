import { type AnyRecord, kindOf, type LayerRecord } from '@parallax/domain'
import { byKindAndId, type Made } from './made-record.ts'

/**
 * Records of one file without those of which a layer may have only one – two mentions of the same words
 * and type – and what refers to such a one refers to the one that is kept.
 */
export function withoutOwnTwins(
  made: readonly Made[],
  tell: (twin: Made) => void,
): readonly Made[] {
  const kept = new Map<string, string>()
  const ids = new Map<string, string>()
  // What others refer to comes before what refers to it.
  return [...made].sort(byKindAndId).flatMap((each) => {
    const record = withIds(each.record, ids)
    const key = keyOf(record)
    const twin = key === null ? undefined : kept.get(key)
    if (key !== null && twin === undefined) kept.set(key, record.id)
    if (twin === undefined) return [record === each.record ? each : { ...each, record }]
    ids.set(record.id, twin)
    tell(each)
    return []
  })
}

/** What there is only one of in a layer, as the kind says; `null` for a kind of which there is no such. */
export function keyOf(record: AnyRecord): string | null {
  const key = kindOf(record).uniqueKey(record.data)
  return key === null ? null : `${record.kind} ${key}`
}

/** A record that refers to others by their new ids. */
export function withIds(record: LayerRecord, ids: ReadonlyMap<string, string>): LayerRecord {
  if (ids.size === 0) return record
  // Ids stand in data as strings and nothing else looks like one.
  return { ...record, data: renamed(record.data, ids) } as LayerRecord
}

function renamed(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value
  if (Array.isArray(value)) return value.map((each) => renamed(each, ids))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, renamed(each, ids)]))
}
