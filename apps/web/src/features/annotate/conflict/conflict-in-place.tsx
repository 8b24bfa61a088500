import { extentOf, hullOf, isUuid, mapGet, type RecordId } from '@parallax/domain'
import { useEffect } from 'react'
import { ConflictCard } from '../../../components/conflict/conflict-card.tsx'
import {
  answeredAlike,
  ofSameGesture,
  useConflicts,
} from '../../../components/conflict/use-conflicts.ts'
import { useAnnotation } from '../annotate-context.ts'
import { Floating } from '../floating.tsx'
import { recordIn, useHistoryNaming } from '../history/use-naming.ts'
import { narrowScreen } from '../layout/use-media.ts'

/** The conflict that is asked about, under the record that it is about; the text does not move. */
export function ConflictInPlace() {
  const { annotation, actions, surface } = useAnnotation()
  const naming = useHistoryNaming(annotation)
  const { open, settle, putOff } = useConflicts(actions.sayNo)
  const [conflict] = open
  const stream = conflict && annotation.session.store.view(conflict.stream.id)
  const record =
    conflict &&
    (recordIn(annotation, conflict.recordId) ??
      (stream && mapGet(stream.records, conflict.recordId)))
  const recordId = record?.id
  useEffect(() => {
    // The editor: the record in question is brought into view.
    if (recordId && isUuid(recordId)) surface.current?.reveal(recordId as RecordId)
  }, [recordId, surface])
  if (!conflict || !record) return null
  const toText = () => surface.current?.focus()
  const alike = ofSameGesture(conflict, open)
  const answer = (answers: Parameters<typeof settle>[0]) => {
    settle(answers)
    toText()
  }
  const card = (
    <ConflictCard
      key={record.id}
      conflict={conflict}
      record={record}
      count={open.length}
      alikeCount={alike.length}
      naming={naming}
      onSettle={(mine) => answer(new Map([[conflict, mine]]))}
      onSettleAll={(side) => answer(answeredAlike(alike, side))}
      onLater={() => {
        putOff(conflict)
        toText()
      }}
    />
  )
  const range = record.kind === 'document' ? undefined : hullOf(extentOf(record))
  const isDrawn = annotation.model.get(record.id) !== undefined
  return range && isDrawn ? (
    <Floating range={range} docksOn={narrowScreen}>
      {card}
    </Floating>
  ) : (
    <div className="conflict-dock">{card}</div>
  )
}
