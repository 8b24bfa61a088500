import { DENSITIES, THEMES, useAppearance } from '../../components/appearance.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { pagesText } from '../../components/pages-text.ts'
import { Section } from '../../components/section.tsx'
import { Switch } from '../../components/ui/checkbox.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useSavePreferences } from './account-changes.ts'
import type { Account } from './account-screen.tsx'
import { accountText } from './account-text.ts'

const themes = THEMES.map((value) => ({ value, label: pagesText.nav.themes[value] }))
const densities = DENSITIES.map((value) => ({ value, label: pagesText.nav.densities[value] }))

/** Light or dark, roomy or close: for this browser. */
export function LooksSection() {
  const looks = useAppearance()
  const { title, text, theme, density } = accountText.looks
  return (
    <Section title={title} text={text}>
      <div className="setting">
        <span>{theme}</span>
        <Segmented label={theme} options={themes} value={looks.theme} onChange={looks.setTheme} />
      </div>
      <div className="setting">
        <span>{density}</span>
        <Segmented
          label={density}
          options={densities}
          value={looks.density}
          onChange={looks.setDensity}
        />
      </div>
    </Section>
  )
}

/** Whether letters act by themselves. */
export function KeysSection({ account }: { readonly account: Account }) {
  const { save, error } = useSavePreferences(account)
  const { title, text, single, singleHint } = accountText.keys
  return (
    <Section title={title} text={text}>
      {error && <FailureNote what={accountText.notSaved} reason={error} />}
      <Switch
        label={single}
        hint={singleHint}
        checked={account.preferences.singleKeys !== false}
        onChange={(singleKeys) => save({ singleKeys })}
      />
    </Section>
  )
}
