import type { Peer } from '@parallax/surface'
import { useEffect } from 'react'
import { peerColour } from '../../../components/ui/face.tsx'
import { usePeople } from '../../../sync/project-provider.tsx'
import { useOthersHere } from '../../../sync/use-presence.ts'
import { useAnnotation } from '../annotate-context.ts'

/** Draws the carets and selections of those who are in this document. */
export function usePeers(): void {
  const { annotation, surface } = useAnnotation()
  const others = useOthersHere()
  const people = usePeople()
  const { opened, session, text } = annotation
  const { documentId } = opened
  // biome-ignore lint/correctness/useExhaustiveDependencies: names may become known later
  useEffect(() => {
    // The editor: what colleagues have selected.
    const within = (offsetUtf16: number) => Math.min(offsetUtf16, text.length)
    const peers = others.flatMap(({ user, at }): Peer[] => {
      if (at.document !== documentId || !at.selection) return []
      const { startUtf16, endUtf16 } = at.selection
      const range = { startUtf16: within(startUtf16), endUtf16: within(endUtf16) }
      return [{ id: user, name: session.personName(user), colour: peerColour(user), range }]
    })
    surface.current?.setPeers(peers)
  }, [surface, others, people, documentId, session, text])
}
