import type { AnnotationKind, LabelSlot, MetaField } from './corpus.ts'

/** `all`, or the names that have a place. */
export type Names = 'all' | readonly string[]

/** What a codebook says of a label besides its name and what it is for. */
export type LabelDetail = 'set' | 'parent' | 'definition' | 'colour'

/**
 * What a format can hold of a corpus, as data: `narrow` drops and counts the rest, the table of
 * formats shows it, and the laws of the registry generate within it.
 */
export type Holds = {
  /** Documents with all that is in them; without, there is only what they refer to. */
  readonly documents: boolean
  readonly kinds: readonly AnnotationKind[]
  /** Spans of which one lies inside another. */
  readonly nested: boolean
  /** Spans that share a part of each other. */
  readonly overlapping: boolean
  /** Two spans in the same place. */
  readonly equal: boolean
  readonly discontinuous: boolean
  /** Values by name; attributes and chains have fields of their own. */
  readonly values: Names
  /** Values of the project's own attributes. */
  readonly attributes: boolean
  /** Links by role, without those of chains. */
  readonly links: Names
  /** Passages besides those of chains: conditions, cues of relations. */
  readonly passages: boolean
  /** Steps of claims and stances with their sources, words, media and addressees. */
  readonly chains: boolean
  /**
   * Entities: not at all, only as what mentions are of one, by name and type where something links to
   * them, or whole.
   */
  readonly entities: 'none' | 'chains' | 'names' | 'whole'
  readonly propositions: 'none' | 'names' | 'whole'
  /**
   * The labels that are listed, with what is said of each. Of those that are not, the names of them
   * that annotations bear come back.
   */
  readonly labels: Readonly<Partial<Record<LabelSlot, readonly LabelDetail[]>>>
  /** The project's own fields are listed, with what their values are. */
  readonly attributeList: boolean
  readonly meta: 'all' | readonly MetaField[]
  readonly zones: boolean
  /** Which part of a divided dataset a document is in. */
  readonly splits: boolean
  /** Annotations of several people side by side. */
  readonly annotators: boolean
  readonly signatures: boolean
  /** What documents refer to stands by itself; else the first document carries it. */
  readonly headAlone: boolean
  /** Ids of records and documents come back as they were. */
  readonly ids: boolean
}

const allDetails = ['set', 'parent', 'definition', 'colour'] as const

/**
 * A format that holds all that a project can say. Others take things away from it; the parts of a
 * dataset, which a project does not have, are for formats of datasets to add.
 */
export const holdsEverything: Holds = {
  documents: true,
  kinds: ['mention', 'claim', 'stance', 'relation', 'documentLabel'],
  nested: true,
  overlapping: true,
  equal: true,
  discontinuous: true,
  values: 'all',
  attributes: true,
  links: 'all',
  passages: true,
  chains: true,
  entities: 'whole',
  propositions: 'whole',
  labels: {
    entityType: allDetails,
    relationType: allDetails,
    topic: allDetails,
    documentField: allDetails,
  },
  attributeList: true,
  meta: 'all',
  zones: true,
  splits: false,
  annotators: true,
  signatures: true,
  headAlone: true,
  ids: true,
}

/** A format that holds nothing of a corpus. Small formats add to it. */
export const holdsNothing: Holds = {
  documents: false,
  kinds: [],
  nested: false,
  overlapping: false,
  equal: false,
  discontinuous: false,
  values: [],
  attributes: false,
  links: [],
  passages: false,
  chains: false,
  entities: 'none',
  propositions: 'none',
  labels: {},
  attributeList: false,
  meta: [],
  zones: false,
  splits: false,
  annotators: false,
  signatures: false,
  headAlone: true,
  ids: false,
}

/** Whether `name` is among `names`. */
export function isNamed(names: Names, name: string): boolean {
  return names === 'all' || names.includes(name)
}
