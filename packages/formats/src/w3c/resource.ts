import { fieldsOf, listOf, textOf } from '../json/read-json.ts'
import type { Anchor } from './anchor.ts'

type Fields = ReadonlyMap<string, unknown>

/** A target or body that is somewhere: what it is in, and where in it. */
export type Resource = {
  /** The IRI of what it is, or is a part of; `null` where there is none. */
  readonly source: string | null
  /** Its parts that belong together; none for the whole. */
  readonly anchors: readonly Anchor[]
  /** Types of selectors that do not lead to words of a text. */
  readonly otherSelectors: readonly string[]
}

/** Reads a target or body: an IRI, a resource with selectors, or a set of those. */
export function resourceAt(value: unknown, where: string): Resource {
  const iri = textOf(value)
  if (iri !== undefined) return { source: iri, anchors: [], otherSelectors: [] }
  const fields = fieldsOf(value)
  if (!fields) return { source: null, anchors: [], otherSelectors: [] }
  const items = fields.get('items')
  if (items !== undefined) return joined(listOf(items).map((item) => resourceAt(item, where)))
  const source = iriOf(fields.get('source')) ?? iriOf(fields.get('id'))
  return { source: source ?? null, ...anchorsOf(listOf(fields.get('selector')), where) }
}

/** Whether a target or body says only what it is, and not where in something. */
export function isWhole({ anchors, otherSelectors }: Resource): boolean {
  return anchors.length === 0 && otherSelectors.length === 0
}

function joined(items: readonly Resource[]): Resource {
  return {
    source: items.find(({ source }) => source !== null)?.source ?? null,
    anchors: items.flatMap(({ anchors }) => anchors),
    otherSelectors: items.flatMap(({ otherSelectors }) => otherSelectors),
  }
}

function iriOf(value: unknown): string | undefined {
  return textOf(value) ?? textOf(fieldsOf(value)?.get('id'))
}

/** Several selectors of one resource are ways to find the same place. */
function anchorsOf(given: readonly unknown[], where: string): Omit<Resource, 'source'> {
  const selectors = given.flatMap((each) => fieldsOf(each) ?? [])
  const quote = selectors.flatMap(withRefinements).find(({ type }) => type === 'TextQuoteSelector')
  const position = selectors.flatMap((each) => positionOf(each) ?? [])[0] ?? null
  const exact = textOf(quote?.selector.get('exact')) ?? null
  const otherSelectors = selectors.map((each) => textOf(each.get('type')) ?? 'selector')
  if (exact === null && position === null) return { anchors: [], otherSelectors }
  const around = (name: string) => textOf(quote?.selector.get(name)) ?? ''
  const [prefix, suffix] = [around('prefix'), around('suffix')]
  return { anchors: [{ exact, prefix, suffix, position, where }], otherSelectors: [] }
}

const mostRefinements = 8

/** A selector and what refines it, outermost first. */
function withRefinements(selector: Fields) {
  const found: { readonly type: string; readonly selector: Fields }[] = []
  for (
    let at: Fields | undefined = selector;
    at && found.length < mostRefinements;
    at = fieldsOf(at.get('refinedBy'))
  )
    found.push({ type: textOf(at.get('type')) ?? '', selector: at })
  return found
}

/** Positions in the whole text: those of a refinement count from elsewhere. */
function positionOf(selector: Fields): Anchor['position'] {
  const type = selector.get('type')
  const [start, end] = [selector.get('start'), selector.get('end')]
  if (type === 'TextPositionSelector')
    return typeof start === 'number' && typeof end === 'number' ? { start, end } : null
  const fragment = type === 'FragmentSelector' ? textOf(selector.get('value')) : undefined
  const found = /^char=(\d{1,9}),(\d{1,9})$/.exec(fragment ?? '')
  return found && { start: Number(found[1]), end: Number(found[2]) }
}
