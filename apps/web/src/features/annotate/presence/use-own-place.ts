import { useEffect } from 'react'
import { useAnnotation } from '../annotate-context.ts'

/** How often one's place is looked up: for colleagues who see it, and for nobody yet. */
const seenEveryMs = 100
const unseenEveryMs = 1_000

/** Says where one reads and what one has selected, as long as one looks at this page. */
export function useOwnPlace(): void {
  const { annotation, surface } = useAnnotation()
  const { presence } = annotation.session
  const { documentId } = annotation.opened
  useEffect(() => {
    // The editor and the window: where one is in the text, and whether one is here at all.
    let timer: ReturnType<typeof setTimeout> | undefined
    const say = () => {
      timer = undefined
      const made = surface.current
      if (!made || document.hidden) return presence.place(null)
      const caretUtf16 = made.caretUtf16()
      const selection = made.selection() ?? { startUtf16: caretUtf16, endUtf16: caretUtf16 }
      presence.place({ document: documentId, selection, topUtf16: made.topUtf16() })
    }
    const soon = () => {
      const everyMs = presence.others.length > 0 ? seenEveryMs : unseenEveryMs
      timer ??= setTimeout(say, everyMs)
    }
    say()
    window.addEventListener('scroll', soon, { capture: true, passive: true })
    document.addEventListener('selectionchange', soon)
    document.addEventListener('visibilitychange', say)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('scroll', soon, { capture: true })
      document.removeEventListener('selectionchange', soon)
      document.removeEventListener('visibilitychange', say)
      presence.place({ document: null, selection: null, topUtf16: null })
    }
  }, [surface, presence, documentId])
}
