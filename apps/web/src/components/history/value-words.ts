import { type AnyRecord, jsonEqual, splitRegister } from '@parallax/domain'
import { signed } from '../signed.ts'
import { fieldWords, partWords, valueWords } from './field-words.ts'
import { historyText as text } from './history-text.ts'
import { type HistoryNaming, nameOfId, quoted } from './naming.ts'

/** One thing that a write changed, as it is told: a register of several fields is told in parts. */
export type FieldChange = {
  /** What it is called, in the middle of a sentence. */
  readonly name: string
  readonly before: unknown
  readonly after: unknown
}

/** What a write changed, in parts where its register has several that a person knows apart. */
export function fieldChanges(
  record: AnyRecord | undefined,
  register: string,
  { before, after }: { readonly before: unknown; readonly after: unknown },
): readonly FieldChange[] {
  if (isPlain(before) && isPlain(after)) {
    const parts = Object.keys(after).filter((part) =>
      Object.hasOwn(partWords, `${register}.${part}`),
    )
    const changed = parts.filter((part) => !jsonEqual(before[part], after[part]))
    if (changed.length > 0)
      return changed.map((part) => ({
        name: partWords[`${register}.${part}`] ?? part,
        before: before[part],
        after: after[part],
      }))
  }
  return [{ name: fieldName(record, register), before, after }]
}

/** What a register is called in a sentence. */
export function fieldName(record: AnyRecord | undefined, register: string): string {
  const { field, entry } = splitRegister(register)
  const known = partWords[register]
  if (known) return known
  const words: Readonly<Record<string, string>> = record ? fieldWords[record.kind] : {}
  return words[field] ?? entry ?? field
}

const mostShown = 6

/** A value in words. */
export function wordsOf(value: unknown, naming: HistoryNaming): string {
  if (value === null || value === undefined || value === '') return text.nothing
  if (typeof value === 'boolean') return value ? text.yes : text.no
  if (typeof value === 'number') return signed(value)
  if (typeof value === 'string') return nameOfId(value, naming) ?? valueWords[value] ?? value
  if (Array.isArray(value)) return wordsOfList(value, naming)
  return isPlain(value) ? wordsOfObject(value, naming) : text.anotherValue
}

function wordsOfList(list: readonly unknown[], naming: HistoryNaming): string {
  if (list.length === 0) return text.nothing
  if (isExtent(list)) return `“${quoted(list, naming)}”`
  if (list.some((each) => isPlain(each) && 'kind' in each && 'startUtf16' in each))
    return text.parts(list.length)
  const shown = list.slice(0, mostShown).map((each) => wordsOf(each, naming))
  const rest = list.length - shown.length
  const separator = list.some((each) => isPlain(each) && 'sources' in each) ? ' › ' : ', '
  return [...shown, ...(rest > 0 ? [text.more(rest)] : [])].join(separator)
}

/** Shapes that stand in registers: a step of a chain, a holder, a target, an example, a record of names. */
function wordsOfObject(value: Readonly<Record<string, unknown>>, naming: HistoryNaming): string {
  if (Array.isArray(value.sources)) {
    const sources = value.sources.length > 0 ? value.sources : value.sourceExtent
    return sources === null ? text.unnamed : wordsOf(sources, naming)
  }
  if (value.kind === 'author') return text.author
  if (value.kind === 'unnamed') return text.unnamed
  if (Array.isArray(value.ids)) return wordsOf(value.ids, naming)
  if (typeof value.id === 'string') return wordsOf(value.id, naming)
  if (typeof value.text === 'string') return value.text
  if (typeof value.user === 'string') return `@${naming.personName(value.user as never)}` // an id
  const parts = Object.values(value).filter((part) => part !== null)
  return parts.length === 0 ? text.nothing : wordsOfList(parts, naming)
}

function isExtent(list: readonly unknown[]): list is Parameters<typeof quoted>[0] {
  return list.every(
    (each) => isPlain(each) && typeof each.startUtf16 === 'number' && !('kind' in each),
  )
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
