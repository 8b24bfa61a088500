'use client'

import { GitMerge, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { StreamHistoryButton } from '../../components/history/stream-history-button.tsx'
import { ProjectShell } from '../../components/project-shell.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { EmptyState } from '../../components/ui/states.tsx'
import { isPlainKey, useWindowKeys } from '../../components/window-keys.ts'
import { countOwn } from './count-own.ts'
import { CreateDialog } from './create-dialog.tsx'
import { useDifferentPairs } from './different-pairs.ts'
import type { RegistryKind } from './list-rows.ts'
import { OneOfRegistry } from './one-of-registry.tsx'
import { RegistryProvider, useRegistryTools, useTools } from './registry-context.ts'
import { RegistryList } from './registry-list.tsx'
import { type RegistryPlace, useRegistryPlace } from './registry-place.ts'
import { registryText } from './registry-text.ts'
import { pairKey, type SamePair, samePairs } from './same-names.ts'

/** Entities and propositions of the project: the list, and one of them as a page. */
export function RegistryScreen() {
  const tools = useRegistryTools()
  const place = useRegistryPlace()
  const different = useDifferentPairs(tools.project)
  const pairs = useMemo(() => samePairs(tools.registry), [tools.registry])
  const counts = useMemo(() => countOwn(tools.registry), [tools.registry])
  const open = pairs.filter(({ a, b }) => !different.has(pairKey(a, b)))
  const [isMaking, setIsMaking] = useState(false)
  const make = tools.mayWrite ? () => setIsMaking(true) : undefined
  const isEmpty = (place.kind === 'entity' ? counts.entities : counts.propositions) === 0
  useWindowKeys((event) => {
    if (event.key !== 'a' || !isPlainKey(event) || !make) return false
    make()
    return true
  })
  return (
    <RegistryProvider value={tools}>
      <ProjectShell
        current="registry"
        title={registryText.title}
        lede={registryText.lede(counts.entities, counts.propositions)}
        actions={<Actions place={place} pairs={tools.mayJudge ? open : []} onMake={make} />}
        keys={keys}
      >
        <div className="rg" data-open={place.id === null && !isEmpty ? undefined : ''}>
          <RegistryList key={place.kind} place={place} />
          {isEmpty && place.id === null ? (
            <NothingYet kind={place.kind} onMake={make} />
          ) : (
            <OneOfRegistry place={place} pairs={open} different={different} />
          )}
        </div>
        {isMaking && <CreateDialog place={place} onClose={() => setIsMaking(false)} />}
      </ProjectShell>
    </RegistryProvider>
  )
}

const keys = [
  { keyCap: 'J', what: registryText.keys.next },
  { keyCap: 'K', what: registryText.keys.previous },
  { keyCap: 'A', what: registryText.keys.make },
  { keyCap: 'M', what: registryText.keys.merge },
  { keyCap: 'Y', what: registryText.keys.same },
  { keyCap: 'N', what: registryText.keys.different },
]

const tabs: readonly { readonly value: RegistryKind; readonly label: string }[] = [
  { value: 'entity', label: registryText.tabs.entities },
  { value: 'proposition', label: registryText.tabs.propositions },
]

type ActionsProps = {
  readonly place: RegistryPlace
  readonly pairs: readonly SamePair[]
  /** Makes one more; `undefined` for whoever may not. */
  readonly onMake: (() => void) | undefined
}

function Actions({ place, pairs, onMake }: ActionsProps) {
  const { mayJudge } = useTools()
  const first = pairs.find(({ kind }) => kind === place.kind) ?? pairs[0]
  return (
    <>
      <StreamHistoryButton
        of="registry"
        kinds={['entity', 'proposition', 'propositionLink', 'set']}
        mayUndo={mayJudge}
        onReveal={({ id, kind }) => {
          if (kind === 'entity' || kind === 'proposition') place.go({ kind, id })
        }}
      />
      <Segmented
        label={registryText.tabs.label}
        options={tabs}
        value={place.kind}
        onChange={(kind) => place.go({ kind, id: null })}
      />
      {first && (
        <Button onClick={() => place.go({ kind: first.kind, id: first.a })}>
          <GitMerge className="icon icon--sm" />
          {registryText.lookSame(pairs.length)}
        </Button>
      )}
      {onMake && (
        <Button keyCap="A" onClick={onMake}>
          <Plus className="icon icon--sm" />
          {registryText.newOne[place.kind]}
        </Button>
      )}
    </>
  )
}

type NothingYetProps = Pick<ActionsProps, 'onMake'> & { readonly kind: RegistryKind }

/** A project that has none of them yet: where they come from. */
function NothingYet({ kind, onMake }: NothingYetProps) {
  const { title, text, readerText } = registryText.empty[kind]
  return (
    <section className="rg__main" aria-label={registryText.tabs.label}>
      <EmptyState
        title={title}
        text={onMake ? text : readerText}
        {...(onMake && {
          actions: (
            <Button look="primary" keyCap="A" onClick={onMake}>
              <Plus className="icon icon--sm" />
              {registryText.newOne[kind]}
            </Button>
          ),
        })}
      />
    </section>
  )
}
