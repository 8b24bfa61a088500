import { useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { useAnnotate } from '../annotate-context.ts'

/** Selects the words that the address names by `from` and `to`: how a search leads into the text. */
export function useRangeInAddress(): void {
  const { annotation, surface } = useAnnotate()
  const asked = useSearchParams()
  const from = asked.get('from')
  const to = asked.get('to')
  const { length } = annotation.text
  useEffect(() => {
    // The address, and the editor that shows what it names.
    const range = { startUtf16: Number(from), endUtf16: Number(to) }
    const isRange = Number.isInteger(range.startUtf16) && Number.isInteger(range.endUtf16)
    if (from === null || to === null || !isRange) return
    if (range.startUtf16 < 0 || range.startUtf16 >= range.endUtf16 || range.endUtf16 > length)
      return
    surface.current?.reveal(range, { flash: true })
    surface.current?.select(range)
    surface.current?.focus()
  }, [surface, from, to, length])
}
