import type { Surface } from '@parallax/surface'
import { type RefObject, useEffect } from 'react'
import { type ChosenRecords, useChosenIds } from './chosen-records.ts'

/** Draws the chosen records as chosen. */
export function useChosenDrawn(surface: RefObject<Surface | null>, chosen: ChosenRecords): void {
  const ids = useChosenIds(chosen)
  useEffect(() => {
    // The editor: which records are chosen.
    surface.current?.setChosen(ids)
  }, [surface, ids])
}
