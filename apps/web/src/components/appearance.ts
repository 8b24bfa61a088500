import { useSyncExternalStore } from 'react'
import { DENSITY_KEY, READ_FACE_KEY, READ_SIZE_KEY, THEME_KEY } from './appearance-script.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export const DENSITIES = ['detailed', 'compact'] as const
export const READ_SIZES = ['small', 'medium', 'large', 'largest'] as const
export const READ_FACES = ['serif', 'sans'] as const

export type Theme = (typeof THEMES)[number]
export type Density = (typeof DENSITIES)[number]
/** How large the letters of an article are. */
export type ReadSize = (typeof READ_SIZES)[number]
/** The typeface of an article. */
export type ReadFace = (typeof READ_FACES)[number]

/** How things look in one browser. */
export type Appearance = {
  readonly theme: Theme
  readonly density: Density
  readonly readSize: ReadSize
  readonly readFace: ReadFace
}

type Setting<Value extends string> = {
  readonly key: string
  readonly values: readonly Value[]
  /** What it is where nothing is kept; the page then says nothing of it. */
  readonly usual: Value
}

const settings: { readonly [Name in keyof Appearance]: Setting<Appearance[Name]> } = {
  theme: { key: THEME_KEY, values: THEMES, usual: 'system' },
  density: { key: DENSITY_KEY, values: DENSITIES, usual: 'detailed' },
  readSize: { key: READ_SIZE_KEY, values: READ_SIZES, usual: 'medium' },
  readFace: { key: READ_FACE_KEY, values: READ_FACES, usual: 'serif' },
}

const CHANGED = 'parallax:appearance'

/** What this browser shows, and how to change it. Kept in this browser and followed by its other tabs. */
export function useAppearance(): Appearance & {
  readonly setTheme: (theme: Theme) => void
  readonly setDensity: (density: Density) => void
  readonly setReadSize: (size: ReadSize) => void
  readonly setReadFace: (face: ReadFace) => void
} {
  return {
    theme: useSetting('theme'),
    density: useSetting('density'),
    readSize: useSetting('readSize'),
    readFace: useSetting('readFace'),
    setTheme: (theme) => change('theme', theme),
    setDensity: (density) => change('density', density),
    setReadSize: (size) => change('readSize', size),
    setReadFace: (face) => change('readFace', face),
  }
}

function useSetting<Name extends keyof Appearance>(name: Name): Appearance[Name] {
  return useSyncExternalStore(
    subscribe,
    () => current(name),
    () => settings[name].usual,
  )
}

function current<Name extends keyof Appearance>(name: Name): Appearance[Name] {
  const { values, usual } = settings[name]
  return values.find((value) => value === document.documentElement.dataset[name]) ?? usual
}

function change<Name extends keyof Appearance>(name: Name, value: Appearance[Name]): void {
  show(name, value)
  window.localStorage.setItem(settings[name].key, value)
  window.dispatchEvent(new Event(CHANGED))
  // What is measured by the page, such as the lines of a text, is measured anew.
  window.dispatchEvent(new Event('resize'))
}

function show<Name extends keyof Appearance>(name: Name, value: string | null): void {
  const { values, usual } = settings[name]
  const known = values.find((each) => each === value)
  if (known === undefined || known === usual) delete document.documentElement.dataset[name]
  else document.documentElement.dataset[name] = known
}

function subscribe(onChange: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    for (const name of ['theme', 'density', 'readSize', 'readFace'] as const)
      if (event.key === settings[name].key) show(name, event.newValue)
    onChange()
  }
  window.addEventListener('storage', onStorage)
  window.addEventListener(CHANGED, onChange)
  return () => {
    window.removeEventListener('storage', onStorage)
    window.removeEventListener(CHANGED, onChange)
  }
}
