import {
  extentOf,
  hullOf,
  type LayerRecord,
  type StanceData,
  type TextRange,
} from '@parallax/domain'
import type { Annotation } from '../annotation.ts'
import type { Speaker } from '../proposals/propose-claim.ts'
import type { Setting } from './core-actions.ts'

export type StanceProposal = Pick<StanceData['attitude'], 'holder' | 'target'> & {
  readonly claim: StanceData['claim']
}

type Surroundings = Pick<Setting, 'annotation' | 'doing'>

/** How far from some words whoever says them is looked for. */
const nearUtf16 = 3_000

/** Linked mentions near a stretch of the text: whoever could speak, hold or be meant. */
export function speakersNear(
  { model }: Pick<Annotation, 'model'>,
  { startUtf16, endUtf16 }: TextRange,
): readonly Speaker[] {
  return model.over(startUtf16 - nearUtf16, endUtf16 + nearUtf16).flatMap((record) => {
    if (record.kind !== 'mention' || !record.data.entity) return []
    const range = hullOf(record.data.extent)
    return range ? [{ range, entity: record.data.entity, label: record.data.label }] : []
  })
}

/** The words of the open claim, for a stance that is made without a selection. */
export function openClaimRange({ annotation, doing }: Surroundings): TextRange | null {
  const record = doing.openId && annotation.recordOf(doing.openId)
  return record && record.kind === 'claim' ? (hullOf(extentOf(record)) ?? null) : null
}

/** Holder and target of a new stance, where the claim around it or the mentions in it say enough. */
export function proposeStance(setting: Surroundings, range: TextRange): StanceProposal | undefined {
  const claim = claimAround(setting, range)
  const by = holderFor(setting, range)
  if (claim?.data.proposition)
    return { ...by, target: { kind: 'proposition', id: claim.data.proposition } }
  const holders = by.holder.kind === 'entities' ? by.holder.ids : []
  const inside = speakersNear(setting.annotation, range)
    .filter(({ range: at }) => range.startUtf16 <= at.startUtf16 && at.endUtf16 <= range.endUtf16)
    .filter(({ entity }) => !holders.includes(entity))
  const target = inside.at(-1)
  return target && { ...by, target: { kind: 'entity', id: target.entity } }
}

/** Whose stance it is: that of whoever makes the claim around it, else the author's. */
export function holderFor(
  setting: Surroundings,
  range: TextRange,
): Pick<StanceProposal, 'holder' | 'claim'> {
  const claim = claimAround(setting, range)
  const last = claim?.data.report.chain.at(-1)
  if (!claim || !last) return { holder: { kind: 'author' }, claim: claim?.id ?? null }
  if (last.sources.length === 0) return { holder: { kind: 'unnamed' }, claim: claim.id }
  return { holder: { kind: 'entities', ids: last.sources }, claim: claim.id }
}

/** The claim that a stance on these words is expressed by: the open one, or one around them. */
function claimAround({ annotation, doing }: Surroundings, range: TextRange) {
  const claims = annotation.model
    .over(range.startUtf16, range.endUtf16)
    .filter((record) => record.kind === 'claim')
    .filter(({ id }) => annotation.layerOf(id)?.id === annotation.ownLayerId)
  const covers = (record: LayerRecord) => {
    const hull = hullOf(extentOf(record))
    return hull && hull.startUtf16 <= range.startUtf16 && range.endUtf16 <= hull.endUtf16
  }
  return claims.find((claim) => claim.id === doing.openId && covers(claim)) ?? claims.find(covers)
}
