import { type AnyRecord, type LayerRecord, layerRecordKinds } from '@parallax/domain'
import type { Annotation } from './corpus.ts'

/** A record with who made its annotation, as far as the file says. */
export type LawfulRecord = {
  readonly record: LayerRecord
  readonly signature: Annotation['signature']
}

/** A record that may break rules yet, with what it was made of. */
export type Made = LawfulRecord & { readonly annotation: Annotation }

/** The order of records in files of projects. */
export function byKindAndId(a: LawfulRecord, b: LawfulRecord): number {
  return rank(a.record) - rank(b.record) || (a.record.id < b.record.id ? -1 : 1)
}

function rank({ kind }: AnyRecord): number {
  return Object.keys(layerRecordKinds).indexOf(kind)
}
