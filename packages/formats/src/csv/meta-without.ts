import type { DocumentMeta } from '@parallax/domain'
import type { ExportField } from '../corpus/choose-fields.ts'

/** What is known of a document but some fields, for what is told by it: an outlet that makes a claim. */
export function metaWithout(meta: DocumentMeta, without: readonly ExportField[]): DocumentMeta {
  const isGone = (field: ExportField) => without.includes(field)
  return {
    ...meta,
    publisher: isGone('publisher') ? null : meta.publisher,
    agency: isGone('agency') ? null : meta.agency,
    byline: isGone('byline') ? [] : meta.byline,
  }
}
