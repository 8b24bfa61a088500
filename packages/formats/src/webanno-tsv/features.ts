import type { CorpusValue } from '../corpus/corpus.ts'
import { attributePrefix, isAttribute } from '../corpus/facets.ts'
import { parseJson } from '../json/read-json.ts'
import { namedEntityType, type TsvLayer } from './schema.ts'

/** The features of our mentions, in this order: how a file of ours is known. */
export const mentionFeatures = [
  'identifier',
  'value',
  'entity',
  'level',
  'figure',
  'note',
  'origin',
] as const
/** The features of our relations. */
export const relationFeatures = ['value', 'note', 'origin'] as const
export const relationType = 'webanno.custom.Relation'
/** Stands before the id of an entity of ours that no public list has. */
export const entityUrn = 'urn:parallax:entity:'

export function isOurMention({ type, columns }: TsvLayer): boolean {
  return (
    type === namedEntityType &&
    mentionFeatures.every((name, at) => {
      const column = columns[at]
      return column?.kind === 'feature' && column.name === name
    })
  )
}

/**
 * The feature and the words of a value. An attribute of the project's own bears its sort and its
 * name, with signs that features cannot have by their numbers: `attr_flag_irony`.
 */
export function writeFeature(
  name: string,
  value: CorpusValue,
): { readonly feature: string; readonly words: string } {
  if (!isAttribute(name)) return { feature: name, words: String(value) }
  const sort = sortOf(value)
  const plain = name.slice(attributePrefix.length)
  const safe = plain.replace(/[^A-Za-z0-9]/gu, (sign) => `_x${hexOf(sign)}_`)
  const words = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return { feature: `attr_${sort}_${safe}`, words }
}

function hexOf(sign: string): string {
  return (sign.codePointAt(0) ?? 0).toString(16)
}

function sortOf(value: CorpusValue): 'flag' | 'number' | 'text' | 'list' {
  if (typeof value === 'boolean') return 'flag'
  if (typeof value === 'number') return 'number'
  return typeof value === 'string' ? 'text' : 'list'
}

/** What `writeFeature` was given. */
export function readFeature(
  feature: string,
  words: string,
): readonly [name: string, value: CorpusValue] {
  const [, sort, safe = ''] = /^attr_(flag|number|text|list)_(.*)$/.exec(feature) ?? []
  if (sort === undefined) return [feature, words]
  const name = safe.replace(/_x([0-9a-f]{1,6})_/g, (escaped, hex) => {
    const code = Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : escaped
  })
  return [attributePrefix + name, wordsAs(sort, words)]
}

function wordsAs(sort: string, words: string): CorpusValue {
  if (sort === 'flag') return words === 'true'
  if (sort === 'number') return Number(words)
  return sort === 'list' ? listOf(words) : words
}

/** The strings of a list that was written as JSON; other words are the one entry of it. */
function listOf(words: string): readonly string[] {
  const parsed = parseJson(words)
  const isList = parsed.ok && Array.isArray(parsed.value)
  return isList ? (parsed.value as readonly unknown[]).map(String) : [words]
}
