import type { CorpusDocument } from '../corpus/corpus.ts'
import type { Ledger } from '../corpus/ledger.ts'
import { fieldsOf } from '../json/read-json.ts'
import { sayable } from './write-xml.ts'

/**
 * A document whose texts XML can say. The few signs that it cannot – half characters and two that are
 * none – become the sign for an unknown character, so that no place moves; the ledger hears of it.
 */
export function sayableDocument(document: CorpusDocument, ledger: Ledger): CorpusDocument {
  if (isSayable(document)) return document
  const place = { document: document.name, range: null, what: 'characters' }
  ledger.lose({ how: 'changed', kind: 'document', reason: 'text-not-held', place, count: 1 })
  return mapTexts(document, sayable)
}

/** Nearly every document is: this looks, and copies nothing. */
function isSayable(value: unknown): boolean {
  if (typeof value === 'string') return sayable(value) === value
  if (typeof value !== 'object' || value === null) return true
  for (const [name, each] of Object.entries(value))
    if (!isSayable(each) || sayable(name) !== name) return false
  return true
}

/** The same value with each text in it changed. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
  // Each branch gives back what it was given but for the words in its texts.
  if (typeof value === 'string') return change(value) as T
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change)) as T
  const fields = fieldsOf(value)
  if (!fields) return value
  return Object.fromEntries(
    [...fields].map(([name, each]) => [change(name), mapTexts(each, change)]),
  ) as T
}
