import type {
  AnyRecord,
  DocumentId,
  LayerId,
  LayerRecord,
  ProjectMode,
  RecordOf,
  UserId,
} from '@parallax/domain'

/** Who made a record and who wrote it last, with the moments in ISO 8601, UTC. */
export type Authorship = {
  readonly createdBy: UserId
  readonly createdAt: string
  readonly updatedBy: UserId
  readonly updatedAt: string
}

/** Someone whom records name as their author or layers as their owner. */
export type Person = { readonly id: UserId; readonly name: string }

/** What a file says of the whole project. */
export type Manifest = {
  readonly project: { readonly name: string; readonly mode: ProjectMode }
  /** ISO 8601, UTC. */
  readonly exportedAt: string
  /** The newest published version of the codebook, or `null` before the first. */
  readonly codebook: number | null
  /** How much there is, deleted ones too. */
  readonly counts: { readonly documents: number; readonly layers: number }
}

/** A record with its authors. */
export type Authored<Record extends AnyRecord = AnyRecord> = {
  readonly record: Record
  readonly authorship: Authorship
}

/** One annotation of a document with everything in it. */
export type LayerSource = Authored<RecordOf<'layer'>> & {
  /** With the comments on them. Sorted by kind, in the order of the domain's registry, and by id. */
  readonly records: Iterable<Authored<RecordInLayer>>
}

/** What stands in a layer's stream besides the layer. */
export type RecordInLayer = LayerRecord | RecordOf<'comment'>

/** A document with its text, and its layers sorted by id. */
export type DocumentSource = Authored<RecordOf<'document'>> & {
  /** `null` when the text was purged. */
  readonly text: string | null
  /** Those on its passages, sorted by id. */
  readonly comments: Iterable<Authored<RecordOf<'comment'>>>
  readonly layers: readonly LayerSource[]
}

/**
 * A project as codecs read it: one pass per section, nothing of it in memory but what a section
 * hands out. Deleted records are part of it.
 */
export type ProjectSource = {
  readonly manifest: Manifest
  /** Everyone whom the project knows, by id: asked for late, since of a large project it takes a while. */
  readonly people: () => Promise<ReadonlyMap<UserId, Person>>
  /** Records of the codebook, sorted by kind and id. */
  readonly codebook: () => AsyncIterable<Authored>
  /** Entities, propositions, links and sets, sorted by kind and id. */
  readonly registry: () => AsyncIterable<Authored>
  /** Sorted by id. */
  readonly documents: () => AsyncIterable<DocumentSource>
}

/** One thing that a codec read, in the order of the file. */
export type ProjectItem =
  | { readonly item: 'manifest'; readonly manifest: Manifest }
  | ({ readonly item: 'codebook' } & Authored)
  | ({ readonly item: 'registry' } & Authored)
  | ({ readonly item: 'document'; readonly text: string | null } & Authored<RecordOf<'document'>>)
  | ({ readonly item: 'document-comment'; readonly document: DocumentId } & Authored<
      RecordOf<'comment'>
    >)
  | ({ readonly item: 'layer' } & Authored<RecordOf<'layer'>>)
  | ({
      readonly item: 'layer-record'
      readonly layer: LayerId
      readonly document: DocumentId
    } & Authored<RecordInLayer>)
  | { readonly item: 'person'; readonly person: Person }

/** What is wrong with a file, in words for the person who brought it. */
export type ReadProblem = {
  /** From 1; 0 for the file as a whole. */
  readonly line: number
  readonly message: string
}

/** An item with the line that it stands in, counted from 1. */
export type NumberedItem = { readonly line: number; readonly item: ProjectItem }
