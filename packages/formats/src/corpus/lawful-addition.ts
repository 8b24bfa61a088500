import { type AnyRecord, deriveId, isUuid, type LayerRecord } from '@parallax/domain'
import { canonicalJson } from '../parallax/canonical-json.ts'
import type { Annotation, CorpusLayer, LossReason } from './corpus.ts'
import { countOut, type LayerPlace, madeRecords, withoutBroken } from './lawful-records.ts'
import type { Ledger } from './ledger.ts'
import { byKindAndId, type LawfulRecord, type Made } from './made-record.ts'
import { loseAnnotation } from './narrow.ts'
import { keyOf, withIds, withoutOwnTwins } from './own-twins.ts'
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
  const tellTwin = ({ annotation }: Made) => lose(annotation, 'duplicate')
  const fresh = new Twins(place).without(withoutOwnTwins(made, tellTwin), tellTwin)
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
      const record = withIds(each.record, this.#ids)
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
}

/** What a record says, the same for two that say the same. */
function contentOf({ kind, data }: AnyRecord): string {
  return `${kind} ${canonicalJson(data)}`
}
