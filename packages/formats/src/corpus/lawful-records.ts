import {
  type AnyRecord,
  definitionOf,
  deriveId,
  isUuid,
  type LayerId,
  type LayerRecord,
  newRecord,
  parseData,
  type RecordOf,
  type RefusalCode,
} from '@parallax/domain'
import { brokenRule, streamOf } from '../project/broken-rule.ts'
import {
  type Annotation,
  type CorpusDocument,
  type CorpusLayer,
  countedKinds,
  type LossReason,
  type Passage,
} from './corpus.ts'
import { type Counts, countsOfAnnotation, type Ledger } from './ledger.ts'
import { byKindAndId, type LawfulRecord, type Made } from './made-record.ts'
import { loseAnnotation, placeOfAnnotation } from './narrow.ts'
import { withoutOwnTwins } from './own-twins.ts'
import { type RecordReading, recordOfAnnotation, type TargetIds } from './record-of.ts'
import { tidyExtent } from './tidy-extent.ts'

/** Where annotations are to stand. */
export type LayerPlace = {
  readonly document: CorpusDocument
  readonly record: RecordOf<'document'>
  readonly layerId: LayerId
}
/**
 * The annotations of a layer as records that keep the rules of the domain, sorted as files of
 * projects have them. What cannot be one is dropped, what had to be changed is told; a rule that
 * drops one may make another's reference dangle, so that it goes on until all that is left is sound.
 */
export function lawfulRecords(
  layer: CorpusLayer,
  place: LayerPlace,
  ids: Omit<TargetIds, 'annotation'>,
  ledger: Ledger | undefined,
): readonly LawfulRecord[] {
  const lose = (annotation: Annotation, reason: LossReason) => {
    if (ledger) loseAnnotation(annotation, place.document, reason, ledger)
  }
  const made = madeRecords(layer, place, ids, ledger)
  const fresh = withoutOwnTwins(made, ({ annotation }) => lose(annotation, 'duplicate'))
  const sound = withoutBroken(fresh, place, lose)
  for (const { annotation } of sound) countOut(annotation, ledger)
  return sound.sort(byKindAndId)
}

/** Annotations as records that fit the shapes of their kinds; the rest is told. */
export function madeRecords(
  layer: CorpusLayer,
  place: LayerPlace,
  ids: Omit<TargetIds, 'annotation'>,
  ledger: Ledger | undefined,
): readonly Made[] {
  const known = new Map(layer.annotations.map(({ id }) => [id, recordIdOf(id, place.layerId)]))
  const own = { ...ids, annotation: (id: string) => known.get(id) }
  return layer.annotations.flatMap((annotation) => recordFrom(annotation, place, own, ledger) ?? [])
}

function recordIdOf(id: string, layer: LayerId): string {
  return isUuid(id) ? id : deriveId(layer, `annotation ${id}`)
}

function recordFrom(
  annotation: Annotation,
  place: LayerPlace,
  ids: TargetIds,
  ledger: Ledger | undefined,
): Made[] | undefined {
  const { document } = place
  const lose = (reason: LossReason) => {
    if (ledger) loseAnnotation(annotation, document, reason, ledger)
    return undefined
  }
  const { tidied, changes } = tidy(annotation, document.text)
  const needsPlace = annotation.kind !== 'relation' && annotation.kind !== 'documentLabel'
  if (needsPlace && tidied.extent.length === 0) return lose('empty-span')
  const reading = recordOfAnnotation(tidied, ids)
  if (typeof reading.data === 'string') return lose(reading.data)
  const parsed = parseData(definitionOf(annotation.kind), reading.data)
  if (!parsed.ok) return lose('breaks-rule')
  const record = newRecord(annotation.kind, ids.annotation(annotation.id) ?? '', parsed.value)
  for (const reason of changes)
    ledger?.lose({
      how: 'changed',
      kind: annotation.kind,
      reason,
      place: placeOfAnnotation(annotation, document),
      count: 1,
    })
  const kept = withoutLost(annotation, reading, document, ledger)
  // A record of the annotation's own kind, which is one of a layer's.
  return [{ record: record as LayerRecord, signature: annotation.signature, annotation: kept }]
}

/** The annotation with its places in the form of the domain; empty passages are left out. */
function tidy(annotation: Annotation, text: string) {
  const own = tidyExtent(annotation.extent, text, annotation.kind === 'mention')
  const passages = annotation.passages.map(({ role, extent }) => ({
    role,
    extent: tidyExtent(extent, text, false).extent,
  }))
  const tidied: Annotation = {
    ...annotation,
    extent: own.extent,
    passages: passages.filter(({ extent }) => extent.length > 0),
  }
  return { tidied, changes: own.changes }
}

/** The annotation without what its record has no place for, each thing told. */
function withoutLost(
  annotation: Annotation,
  { lostValues, lostLinks, lostPassages }: RecordReading,
  document: CorpusDocument,
  ledger: Ledger | undefined,
): Annotation {
  const lose = (kind: 'value' | 'link' | 'passage', reason: LossReason, what: string) => {
    const place = placeOfAnnotation(annotation, document, what)
    ledger?.lose({ how: 'dropped', kind, reason, place, count: 1 })
  }
  const values = Object.entries(annotation.values)
  const lostRoles = lostPassages.map(({ role }) => role)
  const isEmpty = ({ extent }: Passage) =>
    tidyExtent(extent, document.text, false).extent.length === 0
  for (const name of lostValues) lose('value', 'not-ours', name)
  for (const { role } of lostLinks) lose('link', 'not-ours', role)
  const passages = annotation.passages.filter((passage) => {
    const isLost = lostRoles.includes(passage.role)
    if (isLost) lose('passage', 'not-ours', passage.role)
    else if (isEmpty(passage)) lose('passage', 'empty-span', passage.role)
    return !isLost && !isEmpty(passage)
  })
  return {
    ...annotation,
    values: Object.fromEntries(values.filter(([name]) => !lostValues.includes(name))),
    links: annotation.links.filter((link) => !lostLinks.includes(link)),
    passages,
  }
}

/** What keeps the rules beside each other and beside what stands there already. */
export function withoutBroken(
  made: readonly Made[],
  { document, record: head }: LayerPlace,
  lose: (annotation: Annotation, reason: LossReason) => void,
  standing: readonly AnyRecord[] = [],
): Made[] {
  let kept = [...made]
  for (;;) {
    const records = [...standing, ...kept.map(({ record }) => record)]
    const stream = streamOf('layer', records, head, document.text)
    const broken = new Map<Made, LossReason>()
    for (const each of kept) {
      const refusal = brokenRule(each.record, stream)
      if (refusal) broken.set(each, reasonOf(refusal.code))
    }
    if (broken.size === 0) return kept
    for (const [{ annotation }, reason] of broken) lose(annotation, reason)
    kept = kept.filter((each) => !broken.has(each))
  }
}

function reasonOf(code: RefusalCode): LossReason {
  if (code === 'duplicate-record') return 'duplicate'
  return code === 'dangling-reference' ? 'end-missing' : 'breaks-rule'
}

/** Counts an annotation with all that is on it as coming out. */
export function countOut(annotation: Annotation, ledger: Ledger | undefined): void {
  if (ledger) addCounts(ledger, countsOfAnnotation(annotation))
}

function addCounts(ledger: Ledger, counts: Counts): void {
  for (const kind of countedKinds) ledger.countOut(kind, counts[kind])
}
