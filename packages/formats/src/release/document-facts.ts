import type { DocumentId, UserId } from '@parallax/domain'
import type { DocumentSource } from '../project/project-item.ts'
import type { GroupedDocument } from './document-groups.ts'
import { keyOfLabel, labelsOfRecord } from './record-labels.ts'
import { sketchText } from './text-sketch.ts'

/** What a release keeps in mind of each of its documents while it is made. */
export type DocumentFacts = GroupedDocument & {
  readonly language: string
  /** EDTF. */
  readonly publishedAt: string | null
  readonly publisher: string | null
  readonly lengthUtf16: number
  readonly layers: readonly {
    readonly kind: 'annotator' | 'shared' | 'adjudicated'
    readonly owner: UserId | null
  }[]
  /** Who wrote one of its records. */
  readonly annotators: readonly UserId[]
  /** Records by kind. */
  readonly records: Readonly<Record<string, number>>
  /** Records by label (`keyOfLabel`). */
  readonly labels: Readonly<Record<string, number>>
}

/** The facts of a document, as it is going to be released. */
export function factsOfDocument({ record, text, layers }: DocumentSource): DocumentFacts {
  const { meta, zones, textSha256, supersedes, lengthUtf16 } = record.data
  const released = layers.flatMap((layer) => [...layer.records])
  return {
    id: record.id as DocumentId, // a document's own id
    textSha256,
    sketch: sketchText(text ?? '', zones),
    supersedes,
    language: meta.language,
    publishedAt: meta.publishedAt,
    publisher: meta.publisher,
    lengthUtf16,
    layers: layers.map(({ record: { data } }) => ({ kind: data.kind, owner: data.owner })),
    annotators: [...new Set(released.map(({ authorship }) => authorship.createdBy))],
    records: tally(released.map(({ record: { kind } }) => kind)),
    labels: tally(released.flatMap((each) => labelsOfRecord(each.record).map(keyOfLabel))),
  }
}

/** How often each word stands in a list. */
export function tally(words: Iterable<string>): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return Object.fromEntries(counts)
}
