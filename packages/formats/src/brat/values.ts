import type { CorpusValue } from '../corpus/corpus.ts'
import { attributePrefix, facets, isAttribute } from '../corpus/facets.ts'
import { escapeField, unescapeField } from './escape.ts'
import type { SafeNames } from './safe-names.ts'

/** Values that are one of few words, as `annotation.conf` lists them. */
export const wordsOf: Readonly<Record<string, string>> = {
  level: 'NAM|NOM|PRO',
  figure: 'literal|metonym',
  polarity: 'positive|negative',
  certainty: 'certain|probable|possible|unknown',
  act: 'assertive|denial|directive|commissive|expressive|question',
  tense: 'past|present|future|timeless',
  checkworthiness: 'non-factual|minor|worthy',
  rendering: 'own|direct|mixed|indirect|act',
  relay: 'endorses|neutral|distances',
  explicitness: 'explicit|implicit',
  holder: 'author|unnamed',
  origin: 'model|import|rule',
}

/** What brat is told of a value: an attribute for each choice, or a note for words. */
export type WrittenValue =
  | { readonly sort: 'attribute'; readonly name: string; readonly value: string | null }
  | { readonly sort: 'note'; readonly name: string; readonly text: string }

/** The type of notes that brat lets people write. */
export const noteType = 'AnnotatorNotes'

export function writeValue(
  name: string,
  value: CorpusValue,
  names: SafeNames,
): readonly WrittenValue[] {
  const shown = isAttribute(name) ? names.of(name) : name
  const attribute = (value: string | null): WrittenValue => ({
    sort: 'attribute',
    name: shown,
    value,
  })
  if (typeof value === 'boolean') return [attribute(value ? null : 'false')]
  if (typeof value === 'number') return [attribute(String(value))]
  if (typeof value === 'object')
    return value.length === 0 ? [attribute(none)] : value.map((each) => attribute(names.of(each)))
  if (name === 'topic') return [attribute(names.of(value))]
  if (Object.hasOwn(wordsOf, name) && /^[A-Za-z][A-Za-z-]*$/.test(value)) return [attribute(value)]
  const type = name === 'note' ? noteType : shown
  return [{ sort: 'note', name: type, text: escapeField(value) }]
}

/** An empty list. */
const none = '-'

const facetNames = new Set(Object.values(facets).flatMap(({ values }) => values))

/** Values of one annotation, from the attributes and notes that `writeValue` made. */
export class ValueReader {
  readonly #original: (safe: string) => string
  readonly #values = new Map<string, CorpusValue>()

  constructor(original: (safe: string) => string) {
    this.#original = original
  }

  attribute(shown: string, value: string | null): void {
    const name = this.#nameOf(shown)
    const before = this.#values.get(name)
    const list = typeof before === 'object' ? before : []
    this.#values.set(name, this.#read(name, value, list))
  }

  note(shown: string, text: string): void {
    this.#values.set(shown === noteType ? 'note' : this.#nameOf(shown), unescapeField(text))
  }

  get values(): Readonly<Record<string, CorpusValue>> {
    return Object.fromEntries(this.#values)
  }

  #nameOf(shown: string): string {
    if (facetNames.has(shown)) return shown
    const original = this.#original(shown)
    return isAttribute(original) ? original : attributePrefix + original
  }

  #read(name: string, value: string | null, list: readonly string[]): CorpusValue {
    if (value === null) return true
    if (value === 'false') return false
    if (value === none) return []
    if (Object.hasOwn(wordsOf, name)) return value
    if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(value)) return Number(value)
    return name === 'topic' ? this.#original(value) : [...list, this.#original(value)]
  }
}
