import type { LayerRecord, RecordId } from '@parallax/domain'
import type { Draft } from '@parallax/sync'
import { refusalSentence } from '../../../components/refusal-text.ts'
import { useAnnotation } from '../annotate-context.ts'
import type { Annotation } from '../annotation.ts'
import { titleOf } from '../record-words.ts'
import { namingOf } from '../surface-pane.tsx'
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
import { refusalsOf } from './refusals-of.ts'

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
    const outcome = performBulk(sorted.fitting, {
      before,
      draftsOf: (some) => bulkDrafts(wanted, some, stream),
      perform: (drafts) => annotation.session.perform(drafts),
      refusalsOf: (drafts) => refusalsOf(annotation.session, drafts),
    })
    if (outcome.refusal) return void actions.sayNo(outcome.refusal)
    const undo = { label: text.undo, run: () => void actions.undo() }
    const said = sentencesOf(wanted, outcome, sorted, annotation)
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

function sentencesOf(
  change: BulkChange,
  outcome: BulkOutcome,
  sorted: Sorted,
  annotation: Annotation,
): string {
  const { changed, leftOut } = outcome
  const kind = change.kind === 'entity' && change.entity === null ? 'unlink' : change.kind
  return [
    changed.length > 0 ? text.done[kind](changed.length) : text.none,
    sorted.notYours > 0 ? text.notYours(sorted.notYours) : '',
    sorted.notFitting > 0 ? text.notFitting(sorted.notFitting) : '',
    ...leftOutSentences(leftOut, annotation),
  ]
    .filter(Boolean)
    .join(' ')
}

/** How many of the records that were left out are named. */
const mostNamed = 3

/** Which records were left out, with the reason that they share. */
function leftOutSentences(
  leftOut: BulkOutcome['leftOut'],
  annotation: Annotation,
): readonly string[] {
  const naming = namingOf(annotation)
  const idsByReason = new Map<string, RecordId[]>()
  for (const { id, refusal } of leftOut) {
    const { what } = refusalSentence(refusal)
    const ids = idsByReason.get(what)
    if (ids) ids.push(id)
    else idsByReason.set(what, [id])
  }
  return [...idsByReason].map(([why, ids]) => {
    const named = ids.slice(0, mostNamed).flatMap((id) => annotation.recordOf(id) ?? [])
    return text.leftOut(
      named.map((record) => titleOf(record, naming)),
      ids.length,
      why,
    )
  })
}
