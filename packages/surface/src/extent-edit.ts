import type { TextRange } from '@parallax/domain'
import { snapToWords, tidyRange, wordAt } from './text-units.ts'

/** One end of one part of a record. */
export type ExtentEdge = { readonly partIndex: number; readonly end: 'start' | 'end' }

/**
 * The parts with one end moved to `offsetUtf16`. The part keeps at least one grapheme and does not
 * reach its neighbours; with `byWord` the end goes to the edge of the word. Undefined when nothing
 * would change.
 */
export function movedEdge(
  text: string,
  parts: readonly TextRange[],
  edge: ExtentEdge,
  to: { readonly offsetUtf16: number; readonly byWord: boolean },
): readonly TextRange[] | undefined {
  const part = parts[edge.partIndex]
  if (!part) return undefined
  const wished =
    edge.end === 'start'
      ? { startUtf16: Math.min(to.offsetUtf16, part.endUtf16 - 1), endUtf16: part.endUtf16 }
      : { startUtf16: part.startUtf16, endUtf16: Math.max(to.offsetUtf16, part.startUtf16 + 1) }
  const tidied = (to.byWord ? snapToWords : tidyRange)(text, wished)
  if (!tidied) return undefined
  const kept =
    edge.end === 'start'
      ? { startUtf16: tidied.startUtf16, endUtf16: part.endUtf16 }
      : { startUtf16: part.startUtf16, endUtf16: tidied.endUtf16 }
  return replaced(parts, edge.partIndex, kept, text)
}

/**
 * The parts with one end moved by one word, towards the end (1) or the start (-1) of the text.
 * Undefined when there is no further word or the part would vanish.
 */
export function steppedEdge(
  text: string,
  parts: readonly TextRange[],
  edge: ExtentEdge,
  direction: 1 | -1,
): readonly TextRange[] | undefined {
  const part = parts[edge.partIndex]
  if (!part) return undefined
  const kept =
    edge.end === 'start'
      ? { startUtf16: steppedStart(text, part.startUtf16, direction), endUtf16: part.endUtf16 }
      : { startUtf16: part.startUtf16, endUtf16: steppedEnd(text, part.endUtf16, direction) }
  return replaced(parts, edge.partIndex, kept, text)
}

function replaced(
  parts: readonly TextRange[],
  partIndex: number,
  next: TextRange,
  text: string,
): readonly TextRange[] | undefined {
  const part = parts[partIndex]
  const before = parts[partIndex - 1]
  const after = parts[partIndex + 1]
  if (!part || next.startUtf16 >= next.endUtf16 || next.endUtf16 > text.length) return undefined
  if (next.startUtf16 === part.startUtf16 && next.endUtf16 === part.endUtf16) return undefined
  if (before && !hasLetters(text, before.endUtf16, next.startUtf16)) return undefined
  if (after && !hasLetters(text, next.endUtf16, after.startUtf16)) return undefined
  return parts.with(partIndex, next)
}

/** Two parts need something between them, or they are one. */
function hasLetters(text: string, fromUtf16: number, toUtf16: number): boolean {
  return text.slice(fromUtf16, Math.max(fromUtf16, toUtf16)).trim() !== ''
}

function steppedEnd(text: string, endUtf16: number, direction: 1 | -1): number {
  if (direction === 1) {
    const from = skipBlank(text, endUtf16, 1)
    return wordAt(text, from)?.endUtf16 ?? endUtf16
  }
  const start = wordAt(text, endUtf16 - 1)?.startUtf16 ?? endUtf16
  return skipBlank(text, start, -1)
}

function steppedStart(text: string, startUtf16: number, direction: 1 | -1): number {
  if (direction === -1) {
    const from = skipBlank(text, startUtf16, -1)
    return from > 0 ? (wordAt(text, from - 1)?.startUtf16 ?? startUtf16) : startUtf16
  }
  const end = wordAt(text, startUtf16)?.endUtf16 ?? startUtf16
  return skipBlank(text, end, 1)
}

/** The nearest place from here that has no white space on the side one goes to. */
function skipBlank(text: string, fromUtf16: number, direction: 1 | -1): number {
  let at = fromUtf16
  while (/\s/.test(text[direction === 1 ? at : at - 1] ?? '')) at += direction
  return at
}
