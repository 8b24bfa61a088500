import {
  type AnyRecord,
  type CommentData,
  type Extent,
  entityName,
  extentOf,
  isUuid,
  mapGet,
  quoteOf,
  type RecordId,
  type RecordKind,
  type RecordOf,
  resolvedProposition,
  type StreamState,
  type UserId,
} from '@parallax/domain'
import { historyText as text } from './history-text.ts'

/** What is needed to say in words what records and changes say. */
export type HistoryNaming = {
  /** The text of the document that is told of; `null` where there is none. */
  readonly text: string | null
  readonly registry: StreamState
  readonly codebook: StreamState
  /** A record of the document's streams, deleted or not. */
  readonly recordOf: (id: RecordId) => AnyRecord | undefined
  readonly personName: (id: UserId) => string
}

const longestTitle = 90

/** One line that stands for a record, deleted or not. */
export function titleOf(record: AnyRecord, naming: HistoryNaming): string {
  // The table is total and keyed by the kind, so the entry takes exactly this record.
  const title = titles[record.kind] as (record: AnyRecord, naming: HistoryNaming) => string
  const words = title(record, naming).replace(/\s+/g, ' ').trim()
  return words.length > longestTitle ? `${words.slice(0, longestTitle - 1).trimEnd()}…` : words
}

/** What an id names, or `undefined` when it names nothing that is known here. */
export function nameOfId(id: string, naming: HistoryNaming): string | undefined {
  if (!isUuid(id)) return undefined
  const recordId = id as RecordId // looked up, so any id will do
  const named = entityName(naming.registry, recordId as never) // as above
  if (named !== undefined) return named
  const record =
    mapGet(naming.registry.records, id) ??
    mapGet(naming.codebook.records, id) ??
    naming.recordOf(recordId)
  return record && titleOf(record, naming)
}

/** The words that evidence covers, on one line. */
export function quoted(extent: Extent, { text: whole }: HistoryNaming): string {
  return whole === null ? text.parts(extent.length) : quoteOf(extent, whole).replace(/\s+/g, ' ')
}

/** What a comment says, with the people it names. */
export function commentWords(body: CommentData['body'], naming: HistoryNaming): string {
  return body
    .map((piece) => (typeof piece === 'string' ? piece : `@${naming.personName(piece.user)}`))
    .join('')
}

type Titles = { readonly [K in RecordKind]: (record: RecordOf<K>, naming: HistoryNaming) => string }

const quote = (record: AnyRecord, naming: HistoryNaming) => quoted(extentOf(record), naming)
const nameOf = (id: string, naming: HistoryNaming) => nameOfId(id, naming) ?? text.unknown

/** What each kind of record is called. A kind without words does not compile. */
const titles: Titles = {
  document: ({ data }) => data.meta.title || data.source.filename,
  layer: () => text.layer,
  mention: quote,
  claim: quote,
  stance: ({ data }, naming) =>
    text.stance(
      holderWords(data.attitude.holder, naming),
      data.value,
      nameOf(data.attitude.target.id, naming),
    ),
  relation: ({ data }, naming) => nameOf(data.type, naming),
  documentLabel: ({ data }, naming) => data.values.map((id) => nameOf(id, naming)).join(', '),
  comment: ({ data }, naming) => commentWords(data.body, naming),
  entity: ({ data }) => data.name,
  proposition: ({ id, data }, { registry }) =>
    resolvedProposition(registry, id as never)?.data.statement ?? data.statement, // its own id
  propositionLink: () => text.link,
  set: ({ data }) => data.title,
  labelSet: ({ data }) => data.name,
  label: ({ data }) => data.name,
  attribute: ({ data }) => data.name,
  guideline: ({ data }) => text.guideline(data.value),
  scale: () => text.scale,
  annotatable: ({ data }) => text.annotatable(data.on),
  version: ({ data }) => text.codebookVersion(data.number),
}

/** Who holds a stance. */
export function holderWords(
  holder: RecordOf<'stance'>['data']['attitude']['holder'],
  naming: HistoryNaming,
): string {
  if (holder.kind === 'author') return text.author
  if (holder.kind === 'unnamed') return text.unnamed
  return holder.ids.map((id) => nameOf(id, naming)).join(', ')
}
