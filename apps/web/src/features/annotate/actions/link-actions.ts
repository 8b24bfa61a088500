import type { LabelId, RecordId } from '@parallax/domain'
import { newRelation } from '../new-data.ts'
import { type CoreActions, createRecord, type Now } from './core-actions.ts'

/** Relating two records: first the one, then the other, then how. */
export function linkActions(now: Now, core: CoreActions) {
  return {
    /** Starts a link at the open record, or gives up the one that was started. */
    startLink: (): boolean => {
      const { openId, linkFrom } = now().doing
      now().set({ linkFrom: linkFrom ? null : openId, notice: null })
      core.focusText()
      return openId !== null
    },
    /** The other end was chosen: what remains to be said is the type. */
    endLink: (to: RecordId) => {
      const from = now().doing.linkFrom
      if (from) now().set({ linkFrom: null, asking: { kind: 'relation-type', from, to } })
    },
    relate: (from: RecordId, to: RecordId, type: LabelId) => {
      const data = newRelation(from, to, type)
      const id = createRecord(now, core, { kind: 'relation', data })
      now().set({ asking: null })
      if (id) core.open(from)
      core.focusText()
    },
  }
}
