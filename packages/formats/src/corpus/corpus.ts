import type { DataOf, Extent, LayerRecordKind, TextRange, ZoneKind } from '@parallax/domain'

/**
 * What exchange formats read and write: a project seen as documents with annotations of one shape,
 * by names instead of ids. Between this and a project stand `from-project.ts` and `to-project.ts`;
 * between this and a file stands a codec. What it cannot hold of a project, `from-project.ts` counts.
 */

/** A plain value of an annotation. Lists hold names of labels. */
export type CorpusValue = string | number | boolean | readonly string[]

/** The record that a link leads to: another annotation of the layer, an entity or a proposition. */
export type LinkEnd = {
  readonly kind: 'annotation' | 'entity' | 'proposition'
  readonly id: string
}

/** One end of a relation, who a mention is, who holds a stance, a step's source… */
export type Link = { readonly role: string; readonly to: LinkEnd }

/** A place of an annotation besides its own: the words of a source, a cue, a condition. */
export type Passage = { readonly role: string; readonly extent: Extent }

export type AnnotationKind = LayerRecordKind

/**
 * One annotation. `facets.ts` lists the names of values, passages and links of each kind; values of
 * the project's own attributes are named `attr.` and the attribute's name.
 */
export type Annotation = {
  /** Unique within its layer. */
  readonly id: string
  readonly kind: AnnotationKind
  /** The entity type of a mention, the type of a relation, the field of a document label. */
  readonly label: string | null
  /** Empty where it has no place of its own. */
  readonly extent: Extent
  readonly values: Readonly<Record<string, CorpusValue>>
  readonly passages: readonly Passage[]
  readonly links: readonly Link[]
  readonly signature: Signature | null
}

/** Who made an annotation, by name, and when: ISO 8601, UTC. */
export type Signature = { readonly by: string; readonly at: string }

/** One person's, the shared or the adjudicated annotation of a document. */
export type CorpusLayer = {
  readonly kind: DataOf<'layer'>['kind']
  /** The name of its annotator; `null` for the other kinds. */
  readonly annotator: string | null
  readonly annotations: readonly Annotation[]
}

/** What is known of a document, by names. `byline` is a list; an empty value is left out. */
export type CorpusMeta = Readonly<
  Partial<Record<Exclude<MetaField, 'byline'>, string>> & { byline?: readonly string[] }
>
export const metaFields = [
  'title',
  'publisher',
  'agency',
  'byline',
  'url',
  'language',
  'publishedAt',
  'publishedAtBasis',
] as const
export type MetaField = (typeof metaFields)[number]

export type CorpusZone = TextRange & { readonly kind: ZoneKind; readonly note: string }

export type CorpusDocument = {
  /** The project's id, or what the file calls it. Unique in a corpus. */
  readonly id: string
  /** A name for files, as it was uploaded or read, without folders and without an extension. */
  readonly name: string
  readonly text: string
  readonly meta: CorpusMeta
  readonly zones: readonly CorpusZone[]
  readonly layers: readonly CorpusLayer[]
  /** The part of a divided dataset that it is in – `train`, `test` –, where a file says so. */
  readonly split?: string | undefined
}

/** What labels are for. */
export type LabelSlot = DataOf<'labelSet'>['slot']

/** The name of the set of labels that nobody named; a document field has its own. */
export const usualSets = {
  entityType: 'Entity types',
  relationType: 'Relations',
  topic: 'Topics',
} as const satisfies Readonly<Partial<Record<LabelSlot, string>>>

/** How many labels of a set one may choose, where nobody said it: a corpus has no place for it. */
export function usualSelect(slot: LabelSlot): DataOf<'labelSet'>['select'] {
  return slot === 'topic' || slot === 'documentField' ? 'many' : 'one'
}

/** One word of the vocabulary. */
export type CorpusLabel = {
  readonly slot: LabelSlot
  /** The name of its set; for a document field, the field. */
  readonly set: string
  readonly name: string
  readonly parent: string | null
  readonly definition: string
  /** 1 to 12, or `null` where nothing is said. */
  readonly colour: number | null
}

/** A field that the project adds to one kind of annotation. */
export type CorpusAttribute = {
  readonly on: AnnotationKind
  readonly name: string
  readonly value: 'flag' | 'number' | 'text' | 'label'
  /** The label set that its values come from, where they are labels. */
  readonly set: string | null
}

export type CorpusEntity = {
  readonly id: string
  readonly name: string
  /** An entity type by name. */
  readonly type: string
  readonly aliases: readonly string[]
  readonly externalIds: Readonly<Record<string, string>>
  readonly collective: boolean
  /** Ids of entities. */
  readonly members: readonly string[]
  readonly partOf: string | null
  readonly note: string
}

export type CorpusProposition = {
  readonly id: string
  readonly statement: string
  /** Topics by name. */
  readonly topics: readonly string[]
  readonly note: string
}

/** What documents refer to. It is held in memory while a corpus is written. */
export type CorpusHead = {
  readonly name: string
  readonly labels: readonly CorpusLabel[]
  readonly attributes: readonly CorpusAttribute[]
  readonly entities: readonly CorpusEntity[]
  readonly propositions: readonly CorpusProposition[]
}

/** A corpus as codecs write it. `documents` may be asked for several times, with the same answer. */
export type CorpusSource = {
  readonly head: CorpusHead
  readonly documents: () => AsyncIterable<CorpusDocument>
}

/** One thing that a codec read. Entities and labels may come before or after who names them. */
export type CorpusItem =
  | { readonly item: 'label'; readonly label: CorpusLabel }
  | { readonly item: 'attribute'; readonly attribute: CorpusAttribute }
  | { readonly item: 'entity'; readonly entity: CorpusEntity }
  | { readonly item: 'proposition'; readonly proposition: CorpusProposition }
  | { readonly item: 'document'; readonly document: CorpusDocument }
  /** Something the file has and a corpus cannot hold: told, not passed over. */
  | { readonly item: 'loss'; readonly loss: Loss }
  /** A span-counting unit other than the declared one, a tokeniser: what a report should say. */
  | { readonly item: 'note'; readonly note: string }

/** What is wrong with a file, in words for the person who brought it. */
export type CorpusProblem = {
  readonly file: string
  /** From 1; 0 for the file as a whole. */
  readonly line: number
  readonly message: string
}

/** What a loss report counts. */
export const countedKinds = [
  'document',
  'layer',
  'mention',
  'claim',
  'stance',
  'relation',
  'documentLabel',
  'part',
  'value',
  'passage',
  'link',
  'signature',
  'zone',
  'meta',
  'entity',
  'proposition',
  'label',
  'attribute',
  'comment',
  'other',
] as const
export type CountedKind = (typeof countedKinds)[number]

/** Why something is not in what comes out. */
export const lossReasons = {
  'kind-not-held': 'The format has no such records.',
  'value-not-held': 'The format has no place for this value.',
  'passage-not-held': 'The format has no place for these words.',
  'chain-not-held': 'The format has no chains of sources.',
  'link-not-held': 'The format has no such link.',
  'parts-not-held': 'The format has no gaps inside a span: the span was widened over them.',
  'nesting-not-held': 'The format has no spans inside others: the longest was kept.',
  'overlap-not-held': 'The format has no overlapping spans: the longest was kept.',
  'equal-not-held': 'The format has one span in one place: the first was kept.',
  'layers-not-held': 'The format has one annotation of a document.',
  'zones-not-held': 'The format has no zones.',
  'meta-not-held': 'The format has no place for what is known of a document.',
  'split-not-held': 'It is not kept which part of the dataset a document is in.',
  'registry-not-held': 'The format has no list of entities or propositions.',
  'label-not-held': 'The format has no codebook: what nothing bears is not in it.',
  'not-named': 'The format names only what its records refer to.',
  'entity-detail-not-held': 'The format has the name, but not all that is known of it.',
  'no-document': 'It goes along with documents, and there is none.',
  'nothing-in-it': 'Nothing of it is of a kind that the format has.',
  'no-statement': 'It names nobody, or nothing that it is about.',
  merged: 'It was merged into another, whose name it is now.',
  'label-detail-not-held': 'The format has the name, but not all that the codebook says of it.',
  'example-quotes': 'Its example has words of a text, which are left out, but not to the letter.',
  'codebook-stands': 'The codebook of the project says otherwise, and stays as it is.',
  'colour-not-held': 'The format has other colours: the nearest was taken.',
  'signature-not-held': 'The format does not say who annotated when.',
  'end-missing': 'What it refers to is not there.',
  'with-record': 'It belongs to a record that is not there.',
  'token-boundaries': 'The span does not end between words: it was widened to whole words.',
  'signs-not-held': 'The format has no such names: what does not fit became underscores.',
  'spaces-not-held': 'The format has words without the spaces between them: the text became those.',
  'documents-not-held': 'The format has no documents, only the codebook.',
  'text-not-held': 'The document has no text, or the format cannot hold it.',
  'not-ours': 'Parallax has nothing like it.',
  'empty-span': 'The span covers nothing but white space.',
  'edge-space': 'White space at the ends of the span was left out.',
  'line-break': 'A mention stays within a line: the span was split.',
  'too-many-parts': 'A span has at most eight parts.',
  duplicate: 'The same is there already.',
  'breaks-rule': 'It breaks a rule of the project.',
  deleted: 'It was deleted.',
  'older-detail': 'Only the project itself keeps this.',
  'project-detail': 'It goes along; its history, rules and origin stay with the project.',
  skipped: 'It was left out as asked.',
  rejected: 'It was rejected where it was made.',
  'passed-over': 'It was passed over by who should have annotated it.',
  'no-label': 'It has no label.',
  'layer-closed': 'The annotation of that person is submitted or locked.',
} as const
export type LossReason = keyof typeof lossReasons

/** Where something was lost: a document by name, and the place in its text if it has one. */
export type LossPlace = {
  readonly document: string
  readonly range: TextRange | null
  /** What it was, shortly: a label, a name of a value. */
  readonly what: string
}

/** Something that was dropped (`in` counts it, `out` does not) or changed (both count it). */
export type Loss = {
  readonly how: 'dropped' | 'changed'
  readonly kind: CountedKind
  readonly reason: LossReason
  readonly place: LossPlace
  /** 1 unless several alike are told at once. */
  readonly count: number
}
