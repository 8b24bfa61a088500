import type { EditorView } from '@codemirror/view'
import type { TextRange } from '@parallax/domain'

/** What checks ask of the page itself, past all measuring of our own. */
export function pageQuestions(view: EditorView, text: string) {
  const display = view.state.doc.toString()
  // The texts of the samples have no put-in breaks before what is asked for.
  const rectsOf = (fromView: number, toView: number): readonly DOMRect[] => {
    const range = document.createRange()
    const start = view.domAtPos(fromView, 1)
    const end = view.domAtPos(toView, -1)
    range.setStart(start.node, start.offset)
    range.setEnd(end.node, end.offset)
    return [...range.getClientRects()].filter(({ width }) => width > 0.5)
  }
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return {
    /** A little inside the outer edges of the first and the last letter. */
    edgesOfLetters: ({ startUtf16, endUtf16 }: TextRange) => {
      const letters = [...graphemes.segment(text.slice(startUtf16, endUtf16))]
      const last = letters.at(-1)?.segment.length ?? 0
      const isRtl = (offset: number) => /[\u0590-\u08ff]/.test(display.slice(offset, offset + 1))
      const edge = (from: number, to: number, isStart: boolean) => {
        const rect = rectsOf(from, to)[0]
        if (!rect) throw new Error('that letter is not on the screen')
        const atLeft = isStart !== isRtl(from)
        const inPx = Math.min(2, rect.width / 4)
        return { x: atLeft ? rect.left + inPx : rect.right - inPx, y: (rect.top + rect.bottom) / 2 }
      }
      return {
        start: edge(startUtf16, startUtf16 + (letters[0]?.segment.length ?? 1), true),
        end: edge(endUtf16 - last, endUtf16, false),
      }
    },
    /** Row by row, where the letters of some ranges stand. */
    rowsOfLetters: (ranges: readonly TextRange[]) =>
      ranges.flatMap(({ startUtf16, endUtf16 }) =>
        joined(rectsOf(startUtf16, endUtf16).map(({ left, right, top }) => ({ left, right, top }))),
      ),
    /** The lines drawn for records, from the top down. */
    drawnLines: () =>
      [...document.querySelectorAll('.px-marks')].flatMap((picture) => {
        const { left, top } = picture.getBoundingClientRect()
        return [...picture.querySelectorAll('.px-stroke')].flatMap((path) =>
          [...(path.getAttribute('d') ?? '').matchAll(/M([\d.]+) ([\d.-]+)H([\d.]+)/g)].map(
            ([, from, y, to]) => ({
              left: left + Number(from),
              right: left + Number(to),
              top: top + Number(y),
            }),
          ),
        )
      }),
  }
}

type Stretch = { readonly left: number; readonly right: number; readonly top: number }

function joined(rects: readonly Stretch[]): readonly Stretch[] {
  const rows: Stretch[] = []
  for (const rect of rects) {
    const before = rows.at(-1)
    if (before && Math.abs(before.top - rect.top) < 4)
      rows[rows.length - 1] = {
        top: before.top,
        left: Math.min(before.left, rect.left),
        right: Math.max(before.right, rect.right),
      }
    else rows.push(rect)
  }
  return rows
}
