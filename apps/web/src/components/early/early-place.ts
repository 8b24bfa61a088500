import type { EarlyPlace } from './early-context.ts'

/** Where a reader is in the lines that are marked with their first letters. */
export function placeNow(scroller: HTMLElement): EarlyPlace | null {
  const topPx = scroller.getBoundingClientRect().top
  for (const line of scroller.querySelectorAll<HTMLElement>('[data-start]')) {
    const box = firstLetterBox(line)
    if (box && line.getBoundingClientRect().bottom > topPx)
      return { topUtf16: Number(line.dataset.start), abovePx: topPx - box.top }
  }
  return null
}

/** Scrolls the last line that begins at or before a letter to the top. */
export function showFrom(scroller: HTMLElement, fromUtf16: number): void {
  const lines = [...scroller.querySelectorAll<HTMLElement>('[data-start]')]
  const line = lines.findLast((each) => Number(each.dataset.start) <= fromUtf16)
  const box = line && firstLetterBox(line)
  if (box) scroller.scrollTop += box.top - scroller.getBoundingClientRect().top
}

/** As the editor measures it, which scrolls by letters and not by lines. */
function firstLetterBox(line: HTMLElement): DOMRect | undefined {
  const letters = line.firstChild
  if (!(letters instanceof Text) || letters.data.trim() === '') return undefined
  const range = document.createRange()
  range.setStart(letters, 0)
  range.setEnd(letters, 1)
  return range.getClientRects()[0]
}
