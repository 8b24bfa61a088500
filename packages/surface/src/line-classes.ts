import type { ZoneKind } from '@parallax/domain'
import type { DisplayMap } from './display-map.ts'

/** A display line: where it stands and what is on it. */
export type DisplayLine = { readonly from: number; readonly to: number; readonly text: string }

/**
 * The attributes of the element of one display line: its zone, whether it is blank, whether it goes
 * on with the paragraph before or is gone on with, and its direction when that is right to left.
 */
export function lineClasses(
  map: DisplayMap,
  line: DisplayLine,
  kind: ZoneKind,
): { readonly class: string; readonly dir?: string } {
  const isBlank = line.text.replace(/[\s\u200b]/g, '') === ''
  const goesOn = map.isContinuation(line.to + 1)
  const classes = [
    'px-line',
    `px-zone-${kind}`,
    ...(isBlank ? ['px-blank'] : []),
    ...(goesOn ? ['px-goes-on'] : []),
  ]
  const attributes = { class: classes.join(' ') }
  return isRightToLeft(paragraphOf(map, line)) ? { ...attributes, dir: 'rtl' } : attributes
}

/** The first line of the paragraph decides the direction of all its lines. */
function paragraphOf(map: DisplayMap, line: DisplayLine): string {
  if (!map.isContinuation(line.from)) return line.text
  let from = line.from
  while (from > 0 && map.isContinuation(from)) from = map.display.lastIndexOf('\n', from - 2) + 1
  return map.display.slice(from, line.from)
}

const firstStrong = /[\p{L}\p{Nl}]/u
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u

/** Whether the first letter of a text is of a script that runs from right to left. */
export function isRightToLeft(text: string): boolean {
  const letter = firstStrong.exec(text)?.[0]
  return letter !== undefined && rightToLeft.test(letter)
}

const directionSampleUtf16 = 4000

/** Whether most of what a text begins with runs from right to left. */
export function runsMostlyLeft(text: string): boolean {
  const letters = text.slice(0, directionSampleUtf16).match(/\p{L}/gu) ?? []
  const leftwards = letters.filter((letter) => rightToLeft.test(letter))
  return leftwards.length * 2 > letters.length
}
