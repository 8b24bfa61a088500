import {
  isRecordOf,
  type RecordId,
  type RecordOf,
  recordOf,
  resolvedEntity,
  resolvedProposition,
  type StreamState,
} from '@parallax/domain'
import { ArrowLeft, GitMerge, Tag } from 'lucide-react'
import { useState } from 'react'
import { refusalSentence } from '../../components/refusal-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { EmptyState, Note, RefusalNote } from '../../components/ui/states.tsx'
import { isPlainKey, useWindowKeys } from '../../components/window-keys.ts'
import type { DifferentPairs } from './different-pairs.ts'
import { EntityPage } from './entity-page.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { MergedRows } from './merged-rows.tsx'
import { Occurrences } from './occurrences.tsx'
import { PropositionPage } from './proposition-page.tsx'
import { useTools } from './registry-context.ts'
import type { RegistryPlace } from './registry-place.ts'
import { registryText } from './registry-text.ts'
import { asEntityId, asPropositionId, type SamePair } from './same-names.ts'
import { SameQuestion } from './same-question.tsx'
import { useRefusedDelete } from './use-refused-delete.ts'

export type OneOfRegistryProps = {
  readonly place: RegistryPlace
  /** What may be the same, and has not been answered. */
  readonly pairs: readonly SamePair[]
  readonly different: DifferentPairs
}

/** The one that is open, as a page; or what to do when none is. */
export function OneOfRegistry({ place, pairs, different }: OneOfRegistryProps) {
  const { registry } = useTools()
  const record = place.id === null ? undefined : shown(registry, place.id)
  return (
    <section className="rg__main" aria-label={registryText.tabs.label}>
      {place.id !== null && (
        <Button
          look="ghost"
          className="rg__back"
          onClick={() => place.go({ kind: place.kind, id: null })}
        >
          <ArrowLeft className="icon icon--sm" />
          {registryText.back}
        </Button>
      )}
      {record ? (
        <OnePage
          key={record.id}
          record={record}
          place={place}
          pairs={pairs}
          different={different}
        />
      ) : (
        <Nothing place={place} />
      )}
    </section>
  )
}

/** What an id stands for now; `undefined` when it is deleted or was never here. */
function shown(
  registry: StreamState,
  id: RecordId,
): RecordOf<'entity'> | RecordOf<'proposition'> | undefined {
  const record = recordOf(registry, id)
  const stands =
    record?.kind === 'proposition'
      ? resolvedProposition(registry, asPropositionId(id))
      : resolvedEntity(registry, asEntityId(id))
  return stands && !stands.deleted ? stands : undefined
}

function Nothing({ place }: { readonly place: RegistryPlace }) {
  const { empty } = registryText
  return place.id === null ? (
    <EmptyState
      icon={<Tag className="icon icon--lg" />}
      title={empty.chooseTitle[place.kind]}
      text={empty.choose[place.kind]}
    />
  ) : (
    <EmptyState
      title={empty.gone}
      text={empty.goneText}
      actions={
        <Button onClick={() => place.go({ kind: place.kind, id: null })}>
          {registryText.back}
        </Button>
      }
    />
  )
}

type OnePageProps = OneOfRegistryProps & {
  readonly record: RecordOf<'entity'> | RecordOf<'proposition'>
}

function OnePage({ record, place, pairs, different }: OnePageProps) {
  const { mayWrite, mayJudge } = useTools()
  const [isMerging, setIsMerging] = useState(false)
  const pair = pairs.find(({ a, b }) => a === record.id || b === record.id)
  useWindowKeys((event) => {
    if (event.key !== 'm' || !isPlainKey(event) || !mayJudge) return false
    setIsMerging(true)
    return true
  })
  const merge = () => setIsMerging(true)
  const page = { place, onMerge: merge }
  return (
    <>
      {isRecordOf(record, 'entity') ? (
        <EntityPage key={record.id} record={record} {...page} />
      ) : (
        <PropositionPage key={record.id} record={record} {...page} />
      )}
      <Refused id={record.id} onMerge={merge} />
      {!mayWrite && <Note>{registryText.readOnly}</Note>}
      {pair && mayJudge && (
        <SameQuestion pair={pair} id={record.id} place={place} different={different} />
      )}
      <MergedRows id={record.id} />
      <Occurrences record={record} />
      {isMerging && (
        <MergeDialog record={record} place={place} onClose={() => setIsMerging(false)} />
      )}
    </>
  )
}

type RefusedProps = { readonly id: RecordId; readonly onMerge: () => void }

/** What a rule said to the last edit, with the way on. */
function Refused({ id, onMerge }: RefusedProps) {
  const { refusal, setRefusal, mayJudge } = useTools()
  const late = useRefusedDelete(id)
  const shownRefusal = refusal ?? late?.refusal
  if (!shownRefusal) return null
  const { what, wayOut } = refusalSentence(shownRefusal)
  const dismiss = () => {
    setRefusal(null)
    late?.dismiss()
  }
  return (
    <RefusalNote
      title={what}
      text={wayOut}
      action={
        <div className="row">
          {shownRefusal.code === 'in-use' && mayJudge && (
            <Button
              size="sm"
              onClick={() => {
                dismiss()
                onMerge()
              }}
            >
              <GitMerge className="icon icon--sm" />
              {registryText.remove.mergeInstead}
            </Button>
          )}
          <Button size="sm" look="ghost" onClick={dismiss}>
            {registryText.refused.dismiss}
          </Button>
        </div>
      }
    />
  )
}
