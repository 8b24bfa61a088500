import type { DocumentId, ProjectMode, RecordKind, UserId } from '@parallax/domain'
import type { Person } from '../project/project-item.ts'
import type { SplitDraw, SplitName } from './draw-splits.ts'
import type { RecordLabel } from './record-labels.ts'

/** What of a project is released. */
export type ContentChoice = {
  /** Every document that is not retired, or only those with one of the chosen layers. */
  readonly documents: 'all' | 'annotated'
  readonly adjudicated: boolean
  readonly shared: boolean
  /** Whose own layers. */
  readonly annotators: readonly UserId[] | 'all'
}

/** A label, how people call it, and on how many records it stands. */
export type LabelCount = RecordLabel & { readonly name: string; readonly records: number }

/** How far people agreed on something, as it was measured before the release was made. */
export type AgreementFact = {
  /** What they judged: "claims". */
  readonly on: string
  /** The coefficient: "Krippendorff’s alpha". */
  readonly measure: string
  readonly value: number
  /** How many documents, or what else one must know to read the number. */
  readonly note: string
}

export type SplitSize = {
  readonly documents: number
  readonly groups: number
  /** Of each label in `counts.labels`, how many records. */
  readonly labels: readonly number[]
}

/** How documents were dealt out, with everything that is needed to do it again. */
export type SplitFacts = SplitDraw & {
  readonly nearDuplicates: {
    readonly measure: 'Jaccard of word shingles'
    readonly shingleWords: number
    readonly ratio: number
  }
  readonly groups: number
  readonly largestGroup: number
  readonly sizes: Readonly<Record<SplitName, SplitSize>>
}

/** Everything a release says of itself but its single documents. */
export type ReleaseSummary = {
  readonly format: 'parallax-release'
  readonly version: 1
  readonly project: { readonly id: string; readonly name: string; readonly mode: ProjectMode }
  readonly release: {
    /** From 1, in the order in which a project's releases were made. */
    readonly number: number
    readonly title: string
    readonly notes: string
    /** SPDX, or words; empty when nobody has said. */
    readonly licence: string
    /** ISO 8601, UTC: the moment that the release shows. */
    readonly madeAt: string
    readonly madeBy: Person
  }
  readonly software: { readonly name: 'Parallax'; readonly version: string }
  readonly codebook: { readonly version: number | null; readonly sha256: string | null }
  readonly chosen: ContentChoice
  readonly counts: {
    readonly documents: number
    readonly layers: number
    readonly layersByKind: Readonly<Record<'adjudicated' | 'shared' | 'annotator', number>>
    readonly charactersUtf16: number
    readonly outlets: number
    readonly records: Readonly<Partial<Record<RecordKind, number>>>
    readonly registry: Readonly<Partial<Record<RecordKind, number>>>
    readonly labels: readonly LabelCount[]
  }
  /** Documents by language, most first. */
  readonly languages: readonly { readonly language: string; readonly documents: number }[]
  /** The first and the last day of publication, as far as they are known. */
  readonly published: { readonly first: string; readonly last: string } | null
  readonly annotators: readonly Person[]
  readonly agreement: readonly AgreementFact[]
  readonly splits: SplitFacts | null
  /** The native file, unpacked: its hash is what one cites. */
  readonly content: { readonly sha256: string; readonly sizeBytes: number }
}

export type ReleasedDocument = {
  readonly id: DocumentId
  /** Of its lines in the native file, each with its line end: text, what is known of it, layers. */
  readonly sha256: string
  readonly textSha256: string
  /** The first document of those that it may not be parted from. */
  readonly group: DocumentId
  readonly split: SplitName | null
}

/** What a release says of itself: enough to check a file, to cite it and to draw its splits again. */
export type ReleaseManifest = ReleaseSummary & {
  /** Sorted by id. */
  readonly documents: readonly ReleasedDocument[]
}
