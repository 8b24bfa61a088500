import { DENSITIES, THEMES, useAppearance } from '../../components/appearance.ts'
import { pagesText } from '../../components/pages-text.ts'
import { Section } from '../../components/section.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
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
