import { mapGet, type Refusal } from '@parallax/domain'
import { useState } from 'react'
import { useCodebookStream, useRegistry, useSession } from '../../sync/project-provider.tsx'
import { refusalSentence } from '../refusal-text.ts'
import { ConflictCard } from './conflict-card.tsx'
import { answeredAlike, ofSameGesture, useConflicts } from './use-conflicts.ts'

/** Conflicts over entities, propositions and the codebook, on the screens that show those. */
export function ShellConflicts() {
  const session = useSession()
  const registry = useRegistry()
  const codebook = useCodebookStream()
  const [refusal, setRefusal] = useState<Refusal>()
  const { open, settle, putOff } = useConflicts(setRefusal)
  const [conflict] = open
  const view = conflict && session.store.view(conflict.stream.id)
  const record = conflict && view && mapGet(view.records, conflict.recordId)
  if (!conflict || !record)
    return refusal ? (
      <p className="muted" role="status">
        {refusalSentence(refusal).what}
      </p>
    ) : null
  const alike = ofSameGesture(conflict, open)
  return (
    <div className="conflict-dock">
      <ConflictCard
        conflict={conflict}
        record={record}
        count={open.length}
        alikeCount={alike.length}
        naming={{
          text: null,
          registry,
          codebook,
          recordOf: (id) => mapGet(view.records, id),
          personName: (id) => session.personName(id),
        }}
        onSettle={(mine) => settle(new Map([[conflict, mine]]))}
        onSettleAll={(side) => settle(answeredAlike(alike, side))}
        onLater={() => putOff(conflict)}
      />
    </div>
  )
}
