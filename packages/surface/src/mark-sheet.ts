import { colourRules, maskRule } from './mark-classes.ts'

/**
 * The rules of the marks in one document. They live in a constructed sheet, which a strict content
 * policy allows, and a mask gets its rule when it is first drawn.
 */
export function ensureMaskRules(masks: Iterable<number>): void {
  const sheet = sheetOf()
  for (const mask of masks) {
    if (sheet.masks.has(mask)) continue
    sheet.masks.add(mask)
    sheet.rules.insertRule(maskRule(mask), sheet.rules.cssRules.length)
  }
}

type MarkSheet = { readonly rules: CSSStyleSheet; readonly masks: Set<number> }

let markSheet: MarkSheet | undefined

function sheetOf(): MarkSheet {
  if (markSheet) return markSheet
  const rules = new CSSStyleSheet()
  for (const rule of colourRules()) rules.insertRule(rule, rules.cssRules.length)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules]
  markSheet = { rules, masks: new Set() }
  return markSheet
}
