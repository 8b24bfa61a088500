'use client'

import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { KeepTyped } from '../keep-typed.tsx'
import type { PaletteSource } from './palette-source.ts'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))

export type PaletteAccess = {
  readonly open: () => void
  /** Adds what a screen offers; gives back how to take it away. */
  readonly register: (source: () => PaletteSource) => () => void
}

const PaletteContext = createContext<PaletteAccess | null>(null)

/** Ctrl+K anywhere below opens the palette, which comes when it is first asked for. */
export function PaletteProvider({ children }: { readonly children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false)
  const typed = useRef('')
  const sources = useRef<(() => PaletteSource)[]>([])
  const access = useMemo<PaletteAccess>(
    () => ({
      open: () => setIsOpen(true),
      register: (source) => {
        sources.current = [...sources.current, source]
        return () => {
          sources.current = sources.current.filter((each) => each !== source)
        }
      },
    }),
    [],
  )
  useEffect(() => {
    // The window's keyboard: from fields, too, but not over another dialog.
    const onKeyDown = (event: KeyboardEvent) => {
      const isPaletteKey = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (!isPaletteKey || event.key.toLowerCase() !== 'k' || event.defaultPrevented) return
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return
      event.preventDefault()
      setIsOpen(true)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  const close = useCallback(() => {
    typed.current = ''
    setIsOpen(false)
  }, [])
  return (
    <PaletteContext value={access}>
      {children}
      {isOpen && (
        <Suspense fallback={<KeepTyped typed={typed} onLeave={close} />}>
          <Palette
            typedBefore={() => typed.current}
            source={() => sources.current.at(-1)?.()}
            onClose={close}
          />
        </Suspense>
      )}
    </PaletteContext>
  )
}

/** Opens the palette. Only inside a project. */
export function usePalette(): Pick<PaletteAccess, 'open'> {
  return useAccess()
}

/** Adds to the palette what this screen offers, for as long as it is shown. */
export function usePaletteSource(source: () => PaletteSource): void {
  const { register } = useAccess()
  const latest = useRef(source)
  latest.current = source
  useEffect(() => {
    // The palette, which stands outside of this screen.
    return register(() => latest.current())
  }, [register])
}

function useAccess(): PaletteAccess {
  const access = use(PaletteContext)
  if (!access) throw new Error('The palette needs its provider above it')
  return access
}
