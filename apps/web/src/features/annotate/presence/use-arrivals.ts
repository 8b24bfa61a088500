import type { UserId } from '@parallax/domain'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useOthersHere } from '../../../sync/use-presence.ts'
import { useAnnotation } from '../annotate-context.ts'
import { presenceText } from './presence-text.ts'

/** Who looks in for a moment is not worth a word. */
const settledAfterMs = 3_000

/** Who has come into this document and who has left it, in a sentence for those who do not see faces. */
export function useArrivals(): string {
  const { session, opened } = useAnnotation().annotation
  const others = useOthersHere()
  const [said, setSaid] = useState('')
  const known = useRef<ReadonlySet<UserId>>(new Set())
  const here = others
    .filter(({ at }) => at.document === opened.documentId)
    .map(({ user }) => user)
    .join(' ')
  const names = useMemo(
    () => (ids: readonly UserId[]) => ids.map((id) => session.personName(id)),
    [session],
  )
  useEffect(() => {
    // Time: what has settled is said.
    const timer = setTimeout(() => {
      // It was joined from ids above.
      const now = new Set(here === '' ? [] : (here.split(' ') as UserId[]))
      const came = [...now].filter((id) => !known.current.has(id))
      const left = [...known.current].filter((id) => !now.has(id))
      known.current = now
      const sentences = [
        ...(came.length > 0 ? [presenceText.came(names(came))] : []),
        ...(left.length > 0 ? [presenceText.left(names(left))] : []),
      ]
      if (sentences.length > 0) setSaid(sentences.join(' '))
    }, settledAfterMs)
    return () => clearTimeout(timer)
  }, [here, names])
  return said
}
