import type { ProjectId } from '@parallax/domain'
import { useState } from 'react'

/** Pairs that somebody said are different, for as long as this tab is open. */
export type DifferentPairs = {
  readonly has: (pair: string) => boolean
  readonly add: (pair: string) => void
}

/** Remembers, for this tab, which pairs are different. */
export function useDifferentPairs(project: ProjectId): DifferentPairs {
  const name = `parallax-different-${project}`
  const [pairs, setPairs] = useState<readonly string[]>(() => read(name))
  return {
    has: (pair) => pairs.includes(pair),
    add: (pair) => {
      const next = [...pairs, pair]
      setPairs(next)
      write(name, next)
    },
  }
}

function read(name: string): readonly string[] {
  try {
    return sessionStorage.getItem(name)?.split('\n') ?? []
  } catch (reason) {
    // Storage is the person's to refuse; then the question comes back with the next page.
    reportError(reason)
    return []
  }
}

function write(name: string, pairs: readonly string[]): void {
  try {
    sessionStorage.setItem(name, pairs.join('\n'))
  } catch (reason) {
    reportError(reason) // as above
  }
}
