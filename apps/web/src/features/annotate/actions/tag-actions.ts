import type { EntityId, LabelId, TextRange } from '@parallax/domain'
import type { Draft } from '@parallax/sync'
import { newClaim, newMention, newStance } from '../new-data.ts'
import { proposeClaim } from '../proposals/propose-claim.ts'
import {
  type CoreActions,
  createRecord,
  dropSelection,
  focusInspector,
  type Now,
  selectedRange,
} from './core-actions.ts'
import {
  holderFor,
  openClaimRange,
  proposeStance,
  type StanceProposal,
  speakersNear,
} from './stance-proposal.ts'

/** Making mentions, claims and stances of the selected words. False means: nothing was selected. */
export function tagActions(now: Now, core: CoreActions) {
  const tag = (label: LabelId): boolean => {
    const selected = selectedRange(now)
    if (!selected) return false
    const { text } = now().annotation
    const range = withoutPossession(selected, text)
    const words = text.slice(range.startUtf16, range.endUtf16)
    const data = newMention(words, range, label)
    const id = createRecord(now, core, { kind: 'mention', data })
    if (!id) return true
    core.open(id, { reveal: false })
    dropSelection(now())
    now().set({ asking: { kind: 'entity', mention: id } })
    return true
  }
  const claim = (): boolean => {
    const range = selectedRange(now)
    if (!range) return false
    const { annotation } = now()
    const data = newClaim(proposeClaim(annotation.text, range, speakersNear(annotation, range)))
    const id = createRecord(now, core, { kind: 'claim', data })
    if (!id) return true
    core.open(id, { reveal: false })
    dropSelection(now())
    focusInspector(id, 'proposition')
    return true
  }
  const makeStance = (
    range: TextRange,
    proposal: StanceProposal,
    before: readonly Draft[] = [],
  ): void => {
    const data = newStance(range, proposal, proposal.claim)
    const id = createRecord(now, core, { kind: 'stance', data }, before)
    if (!id) return
    core.open(id, { reveal: false })
    dropSelection(now())
    now().set({ asking: null })
    focusInspector(id, 'value')
  }
  const stance = (): boolean => {
    const range = selectedRange(now) ?? openClaimRange(now())
    if (!range || !core.mayWrite()) return range !== null
    const proposal = proposeStance(now(), range)
    if (proposal) makeStance(range, proposal)
    else now().set({ asking: { kind: 'target', range } })
    return true
  }
  const stanceOnEntity = (range: TextRange, target: EntityId, before: readonly Draft[] = []) =>
    makeStance(
      range,
      { ...holderFor(now(), range), target: { kind: 'entity', id: target } },
      before,
    )
  return { tag, claim, stance, stanceOnEntity }
}

/** A name ends before its possessive ending: “China” in “China's plan”. Whole words keep theirs. */
function withoutPossession(range: TextRange, text: string): TextRange {
  const ending = /[\p{L}\p{N}](['’]s?)$/u.exec(text.slice(range.startUtf16, range.endUtf16))
  return ending ? { ...range, endUtf16: range.endUtf16 - (ending[1]?.length ?? 0) } : range
}
