import { useSyncExternalStore } from 'react'
import { DENSITY_KEY, THEME_KEY } from './appearance-script.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export const DENSITIES = ['detailed', 'compact'] as const

export type Theme = (typeof THEMES)[number]
export type Density = (typeof DENSITIES)[number]
export type Appearance = { readonly theme: Theme; readonly density: Density }

const CHANGED = 'parallax:appearance'

/** What this browser shows, and how to change it. Kept in this browser and followed by its other tabs. */
export function useAppearance(): Appearance & {
  readonly setTheme: (theme: Theme) => void
  readonly setDensity: (density: Density) => void
} {
  const theme = useSyncExternalStore(subscribe, currentTheme, () => 'system' as const)
  const density = useSyncExternalStore(subscribe, currentDensity, () => 'detailed' as const)
  return { theme, density, setTheme, setDensity }
}

function currentTheme(): Theme {
  const { theme } = document.documentElement.dataset
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

function currentDensity(): Density {
  return document.documentElement.dataset.density === 'compact' ? 'compact' : 'detailed'
}

function setTheme(theme: Theme): void {
  showTheme(theme)
  remember(THEME_KEY, theme)
}

function setDensity(density: Density): void {
  showDensity(density)
  remember(DENSITY_KEY, density)
}

function showTheme(theme: string | null): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  else delete document.documentElement.dataset.theme
}

function showDensity(density: string | null): void {
  if (density === 'compact') document.documentElement.dataset.density = density
  else delete document.documentElement.dataset.density
}

function remember(key: string, value: string): void {
  window.localStorage.setItem(key, value)
  window.dispatchEvent(new Event(CHANGED))
}

function subscribe(onChange: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === THEME_KEY) showTheme(event.newValue)
    if (event.key === DENSITY_KEY) showDensity(event.newValue)
    onChange()
  }
  window.addEventListener('storage', onStorage)
  window.addEventListener(CHANGED, onChange)
  return () => {
    window.removeEventListener('storage', onStorage)
    window.removeEventListener(CHANGED, onChange)
  }
}
