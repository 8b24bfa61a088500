import type { DocumentId, RecordKind } from '@parallax/domain'
import type { DocumentFacts } from './document-facts.ts'
import type { DocumentGroup } from './document-groups.ts'
import { drawSplits, type SplitDraw, type SplitGroup, type SplitName } from './draw-splits.ts'
import { nearDuplicateRatio } from './near-duplicates.ts'
import { labelOfKey } from './record-labels.ts'
import type {
  LabelCount,
  ReleasedDocument,
  ReleaseManifest,
  ReleaseSummary,
  SplitFacts,
} from './release-manifest.ts'
import { type GroupsInSplits, sizesOf } from './split-sizes.ts'
import { summed } from './summed.ts'
import { shingleWords } from './text-sketch.ts'

/** What is known once a release's file has been written. */
export type ManifestInput = Pick<
  ReleaseSummary,
  | 'project'
  | 'release'
  | 'software'
  | 'codebook'
  | 'chosen'
  | 'annotators'
  | 'agreement'
  | 'content'
> & {
  /** In the order of the file: sorted by id. */
  readonly documents: readonly (DocumentFacts & { readonly sha256: string })[]
  readonly groups: readonly DocumentGroup[]
  readonly draw: SplitDraw | null
  readonly registry: ReleaseSummary['counts']['registry']
  readonly nameOfLabel: (label: string) => string
}

/** The manifest of a release; the same input gives the same one. */
export function makeManifest(input: ManifestInput): ReleaseManifest {
  const { documents, groups, draw, registry, nameOfLabel } = input
  const labels = countLabels(documents, nameOfLabel)
  const splitGroups = splitGroupsOf(groups, documents)
  const splits = draw && drawSplits(splitGroups, draw)
  const { project, release, software, codebook, chosen, annotators, agreement, content } = input
  return {
    format: 'parallax-release',
    version: 1,
    project,
    release,
    software,
    codebook,
    chosen,
    counts: { ...countDocuments(documents), registry, labels },
    languages: languagesOf(documents),
    published: publishedOf(documents),
    annotators,
    agreement,
    splits: draw && splits && splitFacts(draw, { groups: splitGroups, splits, labels }),
    content,
    documents: placed(documents, groups, splits),
  }
}

/** Groups as splits are drawn of them: sizes and labels, and nothing else. */
export function splitGroupsOf(
  groups: readonly DocumentGroup[],
  documents: readonly DocumentFacts[],
): readonly SplitGroup[] {
  const byId = new Map(documents.map((each) => [each.id, each]))
  return groups.flatMap((group) => {
    const [id] = group
    const labels = summed(group.map((each) => byId.get(each)?.labels ?? {}))
    return id ? [{ id, documents: group.length, labels: Object.fromEntries(labels) }] : []
  })
}

/** The labels on records of these documents, sorted by kind, and by name as people read it. */
export function countLabels(
  documents: readonly Pick<DocumentFacts, 'labels'>[],
  nameOfLabel: (label: string) => string,
): readonly LabelCount[] {
  return [...summed(documents.map(({ labels }) => labels))]
    .map(([key, records]) => {
      const label = labelOfKey(key)
      return { ...label, name: nameOfLabel(label.label) || label.label, records }
    })
    .sort((a, b) => order(a.kind, b.kind) || order(a.name, b.name) || order(a.label, b.label))
}

/** By UTF-16 units: an order that no platform changes. */
function order(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function splitFacts({ seed, percents }: SplitDraw, given: GroupsInSplits): SplitFacts {
  const { train, validation, test } = percents
  return {
    seed,
    percents: { train, validation, test },
    nearDuplicates: {
      measure: 'Jaccard of word shingles',
      shingleWords,
      ratio: nearDuplicateRatio,
    },
    groups: given.groups.length,
    largestGroup: given.groups.reduce((most, { documents }) => Math.max(most, documents), 0),
    sizes: sizesOf(given),
  }
}

function countDocuments(documents: readonly DocumentFacts[]) {
  const records = summed(documents.map((each) => each.records))
  return {
    documents: documents.length,
    layers: documents.reduce((sum, { layers }) => sum + layers.length, 0),
    layersByKind: countLayers(documents),
    charactersUtf16: documents.reduce((sum, { lengthUtf16 }) => sum + lengthUtf16, 0),
    outlets: new Set(documents.flatMap(({ publisher }) => publisher ?? [])).size,
    records: sortedByKey(records),
  }
}

function countLayers(
  documents: readonly DocumentFacts[],
): ReleaseSummary['counts']['layersByKind'] {
  const layers = documents.flatMap((each) => each.layers)
  const count = (wanted: string) => layers.filter(({ kind }) => kind === wanted).length
  return {
    adjudicated: count('adjudicated'),
    shared: count('shared'),
    annotator: count('annotator'),
  }
}

function sortedByKey(
  counts: ReadonlyMap<string, number>,
): Readonly<Partial<Record<RecordKind, number>>> {
  return Object.fromEntries([...counts].sort(([a], [b]) => order(a, b)))
}

function languagesOf(documents: readonly DocumentFacts[]): ReleaseSummary['languages'] {
  return [...summed(documents.map(({ language }) => ({ [language]: 1 })))]
    .map(([language, count]) => ({ language, documents: count }))
    .sort((a, b) => b.documents - a.documents || order(a.language, b.language))
}

/** Days of EDTF begin alike, so that their order is that of their first ten signs. */
function publishedOf(documents: readonly DocumentFacts[]): ReleaseSummary['published'] {
  const days = documents
    .flatMap(({ publishedAt }) => publishedAt?.slice(0, 10) ?? [])
    .filter((day) => /^\d{4}/.test(day))
    .sort(order)
  const [first, last] = [days[0], days.at(-1)]
  return first !== undefined && last !== undefined ? { first, last } : null
}

function placed(
  documents: ManifestInput['documents'],
  groups: readonly DocumentGroup[],
  splits: ReadonlyMap<string, SplitName> | null,
): readonly ReleasedDocument[] {
  const groupOf = new Map(
    groups.flatMap((group) => group.map((id) => [id, group[0] ?? id] as const)),
  )
  return documents.map(({ id, sha256, textSha256 }) => {
    const group: DocumentId = groupOf.get(id) ?? id
    return { id, sha256, textSha256, group, split: splits?.get(group) ?? null }
  })
}
