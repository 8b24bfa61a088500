import { useEffect, useMemo } from 'react'
import { FailureNote } from '../../../components/failure-note.tsx'
import {
  type CommandSection,
  commandIds,
  commandInfos,
} from '../../../components/keys/command-list.ts'
import { effectiveKeys, type OwnKeys } from '../../../components/keys/effective-keys.ts'
import { keysText } from '../../../components/keys/keys-text.ts'
import { ownKeys, withKey, withoutKey } from '../../../components/keys/own-keys.ts'
import { Section } from '../../../components/section.tsx'
import { Button } from '../../../components/ui/button.tsx'
import { Switch } from '../../../components/ui/switch.tsx'
import { useSavePreferences } from '../account-changes.ts'
import type { Account } from '../account-screen.tsx'
import { accountText } from '../account-text.ts'
import { KeyRow } from './key-row.tsx'
import { keysSectionText as text } from './keys-section-text.ts'

/** The keys of the reading screen, each to be changed, and whether letters act at all. */
export function KeysSection({ account }: { readonly account: Account }) {
  const { save, error } = useSavePreferences(account)
  const own = useMemo(() => ownKeys(account.preferences.keys), [account.preferences.keys])
  useEffect(() => {
    // The address: it may have named this part before the account was here.
    if (location.hash === '#keys') document.getElementById('keys')?.scrollIntoView()
  }, [])
  return (
    <Section id="keys" title={text.title} text={text.text}>
      {error && <FailureNote what={accountText.notSaved} reason={error} />}
      <Switch
        label={text.single}
        hint={text.singleHint}
        checked={account.preferences.singleKeys !== false}
        onChange={(singleKeys) => save({ singleKeys })}
      />
      {sections.map((section) => (
        <KeyGroup key={section} section={section} own={own} onChange={(keys) => save({ keys })} />
      ))}
      {Object.keys(own).length > 0 && (
        <Button onClick={() => save({ keys: {} })}>{text.resetAll}</Button>
      )}
    </Section>
  )
}

const sections: readonly CommandSection[] = ['select', 'tag', 'record', 'move', 'view', 'document']

type KeyGroupProps = {
  readonly section: CommandSection
  readonly own: OwnKeys
  readonly onChange: (own: { readonly [id: string]: string }) => void
}

function KeyGroup({ section, own, onChange }: KeyGroupProps) {
  const keys = useMemo(() => effectiveKeys(own), [own])
  const ids = commandIds.filter((id) => commandInfos[id].section === section)
  return (
    <div className="keyset">
      <h3>{keysText.sections[section]}</h3>
      <ul className="lines">
        {ids.map((id) => (
          <KeyRow
            key={id}
            id={id}
            keys={keys}
            onChoose={(key) => onChange(withKey(own, id, key))}
            onReset={() => onChange(withoutKey(own, id))}
          />
        ))}
      </ul>
    </div>
  )
}
