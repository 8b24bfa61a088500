import type { CorpusMeta, MetaField } from '../corpus/corpus.ts'
import { metaFields } from '../corpus/corpus.ts'
import { textOf } from '../json/read-json.ts'

/** What is known of a document as fields of a row, by our own names. */
export function fieldsOfMeta(meta: CorpusMeta): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    metaFields.flatMap((name) => (meta[name] === undefined ? [] : [[name, meta[name]]])),
  )
}

/** Other names under which files have what we know of documents. */
const otherNames: Readonly<Record<string, MetaField>> = {
  headline: 'title',
  source: 'publisher',
  outlet: 'publisher',
  author: 'byline',
  authors: 'byline',
  link: 'url',
  lang: 'language',
  date: 'publishedAt',
  published: 'publishedAt',
  published_at: 'publishedAt',
  publication_date: 'publishedAt',
}

/** What fields of a row say of a document, and the names of those that say nothing that we know. */
export function metaOfFields(fields: Iterable<readonly [string, unknown]>): {
  readonly meta: CorpusMeta
  readonly unknown: readonly string[]
} {
  const meta = new Map<MetaField, string | readonly string[]>()
  const unknown: string[] = []
  for (const [name, value] of fields) {
    const field = metaFields.find((own) => own === name) ?? otherName(name)
    const said = field && !meta.has(field) ? metaValueOf(field, value) : undefined
    if (field && said !== undefined) meta.set(field, said)
    else if (value !== null && value !== '') unknown.push(name)
  }
  // The values are those of their fields.
  return { meta: Object.fromEntries(meta) as CorpusMeta, unknown }
}

function otherName(name: string): MetaField | undefined {
  const plain = name.toLowerCase()
  return Object.hasOwn(otherNames, plain) ? otherNames[plain] : undefined
}

function metaValueOf(field: MetaField, value: unknown): string | readonly string[] | undefined {
  if (field !== 'byline') return textOf(value)?.trim() || undefined
  if (typeof value === 'string') return value.trim() === '' ? undefined : [value]
  const isNames = Array.isArray(value) && value.every((name) => typeof name === 'string')
  return isNames && value.length > 0 ? value : undefined
}
