import type { LayerRecord, RecordId } from '@parallax/domain'
import type { Draft } from '@parallax/sync'
import { refusalSentence } from '../../../components/refusal-text.ts'
import { useAnnotation } from '../annotate-context.ts'
import type { Annotation } from '../annotation.ts'
import {
  type BulkChange,
  type BulkOutcome,
  bulkDrafts,
  isDone,
  isFor,
  performBulk,
} from './bulk-change.ts'
import { choosingText as text } from './choosing-text.ts'
import { useChosenIds } from './chosen-records.ts'

/** The chosen records that are still there, and what can be done to all of them. */
export function useBulk() {
  const { annotation, actions, hands } = useAnnotation()
  const ids = useChosenIds(hands.chosen)
  const records = [...ids].flatMap((id) => annotation.recordOf(id) ?? [])
  /** Does a change in one gesture and says what came of it; `before` makes what it needs. */
  const change = (wanted: BulkChange, before: readonly Draft[] = []) => {
    if (!actions.mayWrite()) return
    const sorted = sortedOut(wanted, records, annotation)
    const stream = annotation.session.writableLayer(annotation.opened.documentId)
    const outcome = performBulk(
      sorted.fitting,
      (rest) => [...before, ...bulkDrafts(wanted, rest, stream)],
      (drafts) => annotation.session.perform(drafts),
    )
    if (outcome.refusal) return void actions.sayNo(outcome.refusal)
    const undo = { label: text.undo, run: () => void actions.undo() }
    const said = sentencesOf(wanted, outcome, sorted)
    actions.say({ text: said, ...(outcome.changed.length > 0 ? { action: undo } : {}) })
    hands.chosen.set(leftOver(wanted, outcome, ids))
  }
  return { records, change, clear: () => hands.chosen.clear() }
}

type Sorted = {
  readonly fitting: readonly LayerRecord[]
  readonly notYours: number
  readonly notFitting: number
}

function sortedOut(
  change: BulkChange,
  records: readonly LayerRecord[],
  annotation: Annotation,
): Sorted {
  const own = records.filter(({ id }) => annotation.mayChange(id))
  const fitting = own.filter((record) => isFor(change, record))
  return {
    fitting: fitting.filter((record) => !isDone(change, record)),
    notYours: records.length - own.length,
    notFitting: own.length - fitting.length,
  }
}

/** What stays chosen: after a deletion what was left out, else everything. */
function leftOver(
  { kind }: BulkChange,
  { changed }: BulkOutcome,
  ids: ReadonlySet<RecordId>,
): Iterable<RecordId> {
  return kind === 'delete' ? [...ids].filter((id) => !changed.includes(id)) : ids
}

function sentencesOf(change: BulkChange, outcome: BulkOutcome, sorted: Sorted): string {
  const { changed, leftOut } = outcome
  const kind = change.kind === 'entity' && change.entity === null ? 'unlink' : change.kind
  const why = leftOut[0] && refusalSentence(leftOut[0].refusal).what
  return [
    changed.length > 0 ? text.done[kind](changed.length) : text.none,
    sorted.notYours > 0 ? text.notYours(sorted.notYours) : '',
    sorted.notFitting > 0 ? text.notFitting(sorted.notFitting) : '',
    why === undefined ? '' : text.leftOut(leftOut.length, why),
  ]
    .filter(Boolean)
    .join(' ')
}
