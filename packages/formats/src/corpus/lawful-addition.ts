import { type AnyRecord, deriveId, isUuid, kindOf, type LayerRecord } from '@parallax/domain'
import { canonicalJson } from '../parallax/canonical-json.ts'
import type { Annotation, CorpusLayer, LossReason } from './corpus.ts'
import {
  byKindAndId,
  countOut,
  type LawfulRecord,
  type LayerPlace,
  type Made,
  madeRecords,
  withoutBroken,
} from './lawful-records.ts'
import type { Ledger } from './ledger.ts'
import { loseAnnotation } from './narrow.ts'
import type { TargetIds } from './record-of.ts'

/** What comes to a layer that has records already. */
export type LawfulAddition = {
  readonly records: readonly LawfulRecord[]
  /** Records that stand there deleted and come back. */
  readonly restored: readonly AnyRecord[]
}

/**
 * The annotations that a layer does not have yet, as records that keep the rules beside those that
 * stand. What is there already – the same record, or another that says the same – is told as a
 * duplicate, and what refers to it refers to the one that stands.
 */
export function lawfulAddition(
  layer: CorpusLayer,
  place: LayerPlace & { readonly standing: readonly AnyRecord[] },
  ids: Omit<TargetIds, 'annotation'>,
  ledger: Ledger | undefined,
): LawfulAddition {
  const lose = (annotation: Annotation, reason: LossReason) => {
    if (ledger) loseAnnotation(annotation, place.document, reason, ledger)
  }
  const made = madeRecords(layer, place, ids, ledger)
  const fresh = new Twins(place).without(made, (each) => lose(each.annotation, 'duplicate'))
  const live = place.standing.filter(({ deleted }) => !deleted)
  const sound = withoutBroken(fresh, place, lose, live).sort(byKindAndId)
  for (const { annotation } of sound) countOut(annotation, ledger)
  const known = new Set<string>(place.standing.map(({ id }) => id))
  return {
    records: sound.filter(({ record }) => !known.has(record.id)),
    restored: sound.map(({ record }) => record).filter(({ id }) => known.has(id)),
  }
}

/** Finds for new records those of the layer that are the same. */
class Twins {
  readonly #layerId: string
  readonly #byId = new Map<string, AnyRecord>()
  readonly #byContent = new Map<string, string>()
  readonly #byKey = new Map<string, string>()
  /** Ids that new records were to have, to ids that they have. */
  readonly #ids = new Map<string, string>()

  constructor({ layerId, standing }: { layerId: string; standing: readonly AnyRecord[] }) {
    this.#layerId = layerId
    for (const record of standing) {
      this.#byId.set(record.id, record)
      if (record.deleted) continue
      this.#byContent.set(contentOf(record), record.id)
      const key = keyOf(record)
      if (key !== null) this.#byKey.set(key, record.id)
    }
  }

  without(made: readonly Made[], tell: (each: Made) => void): readonly Made[] {
    // What others refer to comes before what refers to it.
    return [...made].sort(byKindAndId).flatMap((each) => {
      const record = this.#withIds(each.record)
      const twin = this.#twinOf(record, each.annotation)
      if (twin === undefined) return [{ ...each, record: this.#placed(record, each.annotation) }]
      this.#ids.set(each.record.id, twin)
      tell(each)
      return []
    })
  }

  #twinOf(record: AnyRecord, { id }: Annotation): string | undefined {
    const own = this.#byId.get(record.id)
    // An id of ours is the same record, whatever it says by now.
    if (own && !own.deleted && (isUuid(id) || contentOf(own) === contentOf(record))) return own.id
    const key = keyOf(record)
    return (
      this.#byContent.get(contentOf(record)) ?? (key === null ? undefined : this.#byKey.get(key))
    )
  }

  /** The record under an id that is free, or that of a deleted one which says the same. */
  #placed(record: LayerRecord, annotation: Annotation): LayerRecord {
    const own = this.#byId.get(record.id)
    if (own === undefined || (own.deleted && contentOf(own) === contentOf(record))) return record
    const id = deriveId(this.#layerId, `annotation ${annotation.id} ${contentOf(record)}`)
    this.#ids.set(record.id, id)
    return { ...record, id: id as typeof record.id } as LayerRecord // derived for a record of its kind
  }

  #withIds(record: LayerRecord): LayerRecord {
    if (this.#ids.size === 0) return record
    // Ids stand in data as strings and nothing else looks like one.
    return { ...record, data: this.#renamed(record.data) } as LayerRecord
  }

  #renamed(value: unknown): unknown {
    if (typeof value === 'string') return this.#ids.get(value) ?? value
    if (Array.isArray(value)) return value.map((each) => this.#renamed(each))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, this.#renamed(each)]),
    )
  }
}

function keyOf(record: AnyRecord): string | null {
  const key = kindOf(record).uniqueKey(record.data)
  return key === null ? null : `${record.kind} ${key}`
}

/** What a record says, the same for two that say the same. */
function contentOf({ kind, data }: AnyRecord): string {
  return `${kind} ${canonicalJson(data)}`
}
