/**
 * Says that something moved on the screen, to whatever stands at a place of the text. It happens with
 * every wheel of the mouse, so it goes past React to those few that care.
 */
export type Geometry = {
  readonly subscribe: (listener: () => void) => () => void
  readonly moved: () => void
}

/** One for each annotate screen. */
export function createGeometry(): Geometry {
  const listeners = new Set<() => void>()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    moved: () => {
      for (const listener of listeners) listener()
    },
  }
}
