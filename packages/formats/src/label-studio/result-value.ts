import type { CorpusValue } from '../corpus/corpus.ts'
import { fieldsOf, listOf } from '../json/read-json.ts'
import type { JsonFields } from './task.ts'

/** What a result says besides where: choices, texts, a number; `undefined` for pictures and sounds. */
export function saidBy(type: string, value: JsonFields): CorpusValue | undefined {
  if (type === 'choices') return stringsOf(value.get('choices'))
  if (type === 'textarea') return stringsOf(value.get('text')).join('\n')
  if (type === 'taxonomy')
    return listOf(value.get('taxonomy')).map((path) => stringsOf(path).join(' / '))
  const number = value.get(type)
  const isNumber = (type === 'number' || type === 'rating') && typeof number === 'number'
  return isNumber ? number : undefined
}

/** The texts of a list, or the one text. */
export function stringsOf(value: unknown): readonly string[] {
  return listOf(value).filter((each) => typeof each === 'string')
}

/** The labels of a region: under the name of its type, as Label Studio has it. */
export function labelsOf(type: string, value: JsonFields): readonly string[] {
  const labels = value.get(type) ?? value.get('labels')
  return stringsOf(labels)
}

/** The field's own fields, or none. */
export function within(fields: JsonFields, name: string): JsonFields {
  return fieldsOf(fields.get(name)) ?? new Map()
}
