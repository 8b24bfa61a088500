import type { LabelId, RecordId } from './ids.ts'
import { type DataOf, isLive, type RecordOf, recordsOf } from './record.ts'
import type { AttributeData } from './record-kinds/attribute.ts'
import type { CodebookContent } from './record-kinds/codebook-content.ts'
import type { GuidelineData } from './record-kinds/guideline.ts'
import type { LabelData } from './record-kinds/label.ts'
import type { LabelSetData } from './record-kinds/label-set.ts'
import type { LayerData } from './record-kinds/layer.ts'
import type { CodebookRecordKind } from './record-kinds/registry.ts'
import type { ScaleData } from './record-kinds/scale.ts'
import type { ZoneKind } from './record-kinds/zone.ts'
import type { StreamState } from './stream-state.ts'

export type CodebookLabel = LabelData & { readonly id: LabelId }
export type CodebookLabelSet = LabelSetData & { readonly id: RecordId }
export type CodebookAttribute = AttributeData & { readonly id: RecordId }

/** A published version of the codebook, laid out for questions. Maps keep the order of `rank`. */
export type Codebook = {
  readonly version: number
  readonly labelSets: ReadonlyMap<string, CodebookLabelSet>
  readonly labels: ReadonlyMap<string, CodebookLabel>
  readonly attributes: ReadonlyMap<string, CodebookAttribute>
  readonly guideline: readonly GuidelineData[]
  readonly scale: ScaleData | null
  /** Zones that a kind of record may stand in; a kind that is not listed may stand anywhere. */
  readonly annotatable: ReadonlyMap<string, readonly ZoneKind[]>
}

type Slot = LabelSetData['slot']

/** The published version with this number, or `undefined`. */
export function codebookAt(stream: StreamState, version: number): Codebook | undefined {
  const record = publishedVersions(stream).get(version)
  return record && laidOut(record)
}

/** The newest published version, or `undefined` before the first. */
export function latestCodebook(stream: StreamState): Codebook | undefined {
  const newest = [...publishedVersions(stream).values()].at(-1)
  return newest && laidOut(newest)
}

/**
 * The version that a layer is annotated by: its own once submitted; while open, the newest one
 * that is reached from there by versions that only add or reword.
 */
export function effectiveCodebook(
  stream: StreamState,
  layer: Pick<LayerData, 'state' | 'codebook'>,
): Codebook | undefined {
  const own = codebookAt(stream, layer.codebook)
  if (layer.state !== 'open' || !own) return own
  let reached = own
  for (const [number, version] of publishedVersions(stream)) {
    if (number <= layer.codebook) continue
    if (version.data.needsMigration) break
    reached = laidOut(version)
  }
  return reached
}

/** Labels of one slot, in the order of their sets and ranks. */
export function labelsOfSlot(codebook: Codebook, slot: Slot): readonly CodebookLabel[] {
  return [...codebook.labels.values()].filter(
    ({ labelSet }) => codebook.labelSets.get(labelSet)?.slot === slot,
  )
}

/** Label sets of one slot, in the order of their ranks. */
export function labelSetsOfSlot(codebook: Codebook, slot: Slot): readonly CodebookLabelSet[] {
  return [...codebook.labelSets.values()].filter((set) => set.slot === slot)
}

const versionsByStream = new WeakMap<object, ReadonlyMap<number, RecordOf<'version'>>>()

/**
 * Published versions by number, ascending. Remembered per state: asked on every plan. Only an import
 * into an empty project withdraws versions, to put those of the file in their place.
 */
export function publishedVersions(stream: StreamState): ReadonlyMap<number, RecordOf<'version'>> {
  const known = versionsByStream.get(stream.records)
  if (known) return known
  const versions = [...recordsOf(stream, 'version')]
    .filter(isLive)
    .sort((a, b) => a.data.number - b.data.number)
  const byNumber = new Map(versions.map((version) => [version.data.number, version]))
  versionsByStream.set(stream.records, byNumber)
  return byNumber
}

const laidOutVersions = new WeakMap<object, Codebook>()

function laidOut({ data }: RecordOf<'version'>): Codebook {
  const known = laidOutVersions.get(data)
  if (known) return known
  const made = codebookOf(data.number, data.content)
  laidOutVersions.set(data, made)
  return made
}

/** The codebook that a version's content says. */
export function codebookOf(version: number, content: CodebookContent): Codebook {
  const labelSets = ranked<CodebookLabelSet>(content, 'labelSet')
  const setRank = new Map(labelSets.map(({ id }, index) => [id, index]))
  const labels = ranked<CodebookLabel>(content, 'label').sort(
    (a, b) => (setRank.get(a.labelSet) ?? 0) - (setRank.get(b.labelSet) ?? 0),
  )
  return {
    version,
    labelSets: new Map(labelSets.map((set) => [set.id, set])),
    labels: new Map(labels.map((label) => [label.id, label])),
    attributes: new Map(
      entriesOf<CodebookAttribute>(content, 'attribute').map((each) => [each.id, each]),
    ),
    guideline: entriesOf<GuidelineData>(content, 'guideline'),
    scale: entriesOf<ScaleData>(content, 'scale')[0] ?? null,
    annotatable: new Map(
      entriesOf<DataOf<'annotatable'>>(content, 'annotatable').map(({ on, zones }) => [on, zones]),
    ),
  }
}

function entriesOf<Entry>(content: CodebookContent, kind: CodebookRecordKind): Entry[] {
  // Versions hold copies of records that the kind's own schema accepted (`codebook-content.ts`).
  return content[kind].map(({ id, data }) => ({ ...data, id }) as Entry)
}

function ranked<Entry extends { readonly rank: number; readonly id: string }>(
  content: CodebookContent,
  kind: CodebookRecordKind,
): Entry[] {
  return entriesOf<Entry>(content, kind).sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
}
