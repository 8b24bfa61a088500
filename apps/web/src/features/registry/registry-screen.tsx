'use client'

import { GitMerge, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ProjectShell } from '../../components/project-shell.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { countOwn } from './count-own.ts'
import { CreateDialog } from './create-dialog.tsx'
import { useDifferentPairs } from './different-pairs.ts'
import type { RegistryKind } from './list-rows.ts'
import { OneOfRegistry } from './one-of-registry.tsx'
import { RegistryProvider, useRegistryTools } from './registry-context.ts'
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
  return (
    <RegistryProvider value={tools}>
      <ProjectShell
        current="registry"
        title={registryText.title}
        lede={registryText.lede(counts.entities, counts.propositions)}
        actions={
          <Actions place={place} pairs={tools.mayJudge ? open : []} mayWrite={tools.mayWrite} />
        }
        keys={keys}
      >
        <div className="rg" data-open={place.id === null ? undefined : ''}>
          <RegistryList key={place.kind} place={place} />
          <OneOfRegistry place={place} pairs={open} different={different} />
        </div>
      </ProjectShell>
    </RegistryProvider>
  )
}

const keys = [
  { keyCap: 'J', what: registryText.keys.next },
  { keyCap: 'K', what: registryText.keys.previous },
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
  readonly mayWrite: boolean
}

function Actions({ place, pairs, mayWrite }: ActionsProps) {
  const [isMaking, setIsMaking] = useState(false)
  const first = pairs.find(({ kind }) => kind === place.kind) ?? pairs[0]
  return (
    <>
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
      {mayWrite && (
        <Button onClick={() => setIsMaking(true)}>
          <Plus className="icon icon--sm" />
          {registryText.newOne[place.kind]}
        </Button>
      )}
      {isMaking && <CreateDialog place={place} onClose={() => setIsMaking(false)} />}
    </>
  )
}
