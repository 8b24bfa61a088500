import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useFollowed, useOthersHere } from '../../../sync/use-presence.ts'
import { useAnnotation } from '../annotate-context.ts'

const ownMoves = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/**
 * Goes where a colleague goes, in this document and into others, until one moves oneself. What is shown
 * jumps to its place and does not glide, so there is no motion to be spared.
 */
export function useFollowing(): void {
  const { annotation, surface } = useAnnotation()
  const followed = useFollowed()
  const others = useOthersHere()
  const router = useRouter()
  const { session, opened } = annotation
  const { presence, project } = session
  const at = others.find(({ user }) => user === followed)?.at
  const document = at?.document ?? null
  const topUtf16 = at?.topUtf16 ?? null
  useEffect(() => {
    // The address and the editor: where the colleague is.
    if (document === null) return
    if (document !== opened.documentId) router.push(`/p/${project.id}/documents/${document}`)
    else if (topUtf16 !== null) surface.current?.showFrom(topUtf16)
  }, [surface, router, project.id, opened.documentId, document, topUtf16])
  useEffect(() => {
    // The window: whoever moves by themselves goes alone from there.
    if (followed === null) return
    const leave = ({ target }: Event) => {
      const isOurs = target instanceof Element && target.closest('[data-presence]') !== null
      if (!isOurs) presence.follow(null)
    }
    const onEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') presence.follow(null)
    }
    const options = { capture: true, passive: true }
    for (const name of ownMoves) window.addEventListener(name, leave, options)
    window.addEventListener('keydown', onEscape, options)
    return () => {
      for (const name of ownMoves) window.removeEventListener(name, leave, options)
      window.removeEventListener('keydown', onEscape, options)
    }
  }, [presence, followed])
}
