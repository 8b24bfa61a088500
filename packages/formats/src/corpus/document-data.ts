import { checkZones, type DataOf, isEdtf, type Zone } from '@parallax/domain'
import { utf8Length } from '../offsets/utf8-length.ts'
import {
  type CorpusDocument,
  type CorpusMeta,
  type LossReason,
  type MetaField,
  metaFields,
} from './corpus.ts'
import type { Ledger } from './ledger.ts'
import type { Registrar } from './registrar.ts'
import type { CorpusTarget } from './to-project.ts'

/** The data of a document's record, and what of its meta came to be in it. */
export type DocumentReading = { readonly data: DataOf<'document'>; readonly meta: CorpusMeta }

/** What is known of a document as its record has it. Dates and zones that cannot stand are told. */
export function documentData(
  document: CorpusDocument,
  { tools, importedFrom }: CorpusTarget,
  registrar: Registrar,
  ledger: Ledger | undefined,
): DocumentReading {
  const { text, name, meta } = document
  const sha256 = tools.sha256(text)
  const lose = (kind: 'meta' | 'zone', reason: LossReason, what: string) =>
    ledger?.lose({
      how: 'dropped',
      kind,
      reason,
      place: { document: name, range: null, what },
      count: 1,
    })
  const kept = metaOf(meta, (field) => lose('meta', 'breaks-rule', field))
  const isSound = checkZones(document.zones, text) === undefined
  if (!isSound) for (const { kind } of document.zones) lose('zone', 'breaks-rule', kind)
  const { publishedAtBasis } = kept
  return {
    meta: kept,
    data: {
      textSha256: sha256,
      lengthUtf16: text.length,
      source: {
        sha256,
        bytes: utf8Length(text),
        mediaType: 'text/plain',
        filename: `${name}.txt`.slice(-500),
        importer: importedFrom,
        importerVersion: '1',
      },
      meta: {
        title: kept.title ?? name,
        publisher: registrar.outlet(kept.publisher),
        agency: registrar.outlet(kept.agency),
        byline: kept.byline ?? [],
        url: kept.url ?? null,
        language: kept.language ?? 'und',
        publishedAt: kept.publishedAt ?? null,
        publishedAtBasis:
          publishedAtBasis === 'stated' || publishedAtBasis === 'inferred'
            ? publishedAtBasis
            : null,
      },
      zones: isSound ? (document.zones as readonly Zone[]) : [],
      supersedes: null,
      purged: false,
    },
  }
}

const longest: Readonly<Partial<Record<MetaField, number>>> = {
  title: 1000,
  url: 2000,
  language: 40,
}

/** The fields that a record takes. */
function metaOf(meta: CorpusMeta, lose: (field: MetaField) => void): CorpusMeta {
  const fits = (field: MetaField) => {
    const value = meta[field]
    if (typeof value !== 'string') return (value?.length ?? 0) <= 50
    if (field === 'publishedAt') return isEdtf(value)
    if (field === 'publishedAtBasis') return value === 'stated' || value === 'inferred'
    return value.length <= (longest[field] ?? 300)
  }
  const entries = metaFields.flatMap((field) => {
    if (meta[field] === undefined) return []
    if (fits(field)) return [[field, meta[field]]]
    lose(field)
    return []
  })
  return Object.fromEntries(entries)
}
