import { CircleUser, LogOut } from 'lucide-react'
import type { ReactNode } from 'react'
import { DENSITIES, THEMES, useAppearance } from './appearance.ts'
import { signOut } from './auth-client.ts'
import { pagesText } from './pages-text.ts'
import { Menu, MenuChoice, MenuItem, MenuRule } from './ui/menu.tsx'

const themes = THEMES.map((value) => ({ value, label: pagesText.nav.themes[value] }))
const densities = DENSITIES.map((value) => ({ value, label: pagesText.nav.densities[value] }))

/** What belongs to the person: account, how things look, signing out. */
export function PersonMenu({ trigger }: { readonly trigger: ReactNode }) {
  const appearance = useAppearance()
  return (
    <Menu trigger={trigger} side="top">
      <MenuItem href="/account" icon={<CircleUser className="icon icon--sm" />}>
        {pagesText.nav.account}
      </MenuItem>
      <MenuRule />
      <MenuChoice
        label={pagesText.nav.theme}
        options={themes}
        value={appearance.theme}
        onChange={appearance.setTheme}
      />
      <MenuRule />
      <MenuChoice
        label={pagesText.nav.density}
        options={densities}
        value={appearance.density}
        onChange={appearance.setDensity}
      />
      <MenuRule />
      <MenuItem icon={<LogOut className="icon icon--sm" />} onSelect={() => void signOut()}>
        {pagesText.nav.signOut}
      </MenuItem>
    </Menu>
  )
}
