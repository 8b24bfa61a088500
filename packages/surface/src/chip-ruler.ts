const paddingPx = 8
const valueGapPx = 4
const maxWidthPx = 240

/**
 * Knows how wide chips are without laying them out: text is measured once for each wording. Says
 * when the fonts have come and all widths are new.
 */
export function createChipRuler(parent: HTMLElement, onFontsReady: () => void) {
  const probe = document.createElement('div')
  probe.className = 'px-chip px-chip--probe'
  parent.append(probe)
  const canvas = document.createElement('canvas').getContext('2d')
  const widths = new Map<string, number>()
  let font = ''
  let isAlive = true

  const measure = (text: string) => {
    const known = widths.get(text)
    if (known !== undefined) return known
    font ||= getComputedStyle(probe).font
    if (canvas) canvas.font = font
    const width = canvas?.measureText(text).width ?? text.length * 6
    widths.set(text, width)
    return width
  }
  const startOver = () => {
    if (!isAlive) return
    widths.clear()
    font = ''
    onFontsReady()
  }
  document.fonts.addEventListener('loadingdone', startOver)
  return {
    /** How wide a chip with these words is, at most 240. */
    widthPx: (words: string, boldWords: string | null): number => {
      const bold = boldWords ? valueGapPx + measure(boldWords) * 1.06 : 0
      return Math.min(maxWidthPx, Math.ceil(paddingPx + measure(words) + bold))
    },
    destroy: () => {
      isAlive = false
      document.fonts.removeEventListener('loadingdone', startOver)
      probe.remove()
    },
  }
}
