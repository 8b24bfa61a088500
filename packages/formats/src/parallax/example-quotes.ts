import type { ProjectSource } from '../project/project-item.ts'

/** A passage of a document, by the SHA-256 of its text and offsets in UTF-16. */
export type QuotedPlace = {
  readonly textSha256: string
  readonly startUtf16: number
  readonly endUtf16: number
}

/**
 * Examples of a codebook, by their texts, that are words of documents: as the place where they
 * stand to the letter, or `null` where they only say the same.
 */
export type ExampleQuotes = ReadonlyMap<string, QuotedPlace | null>

/** Whether a line or record is of a kind that has examples, or copies of what has them. */
export function hasExamples(kind: unknown): boolean {
  return kind === 'label' || kind === 'guideline' || kind === 'version'
}

/** Whether it is the place of an example whose words were left out. */
export function isQuotedPlace(value: unknown): value is QuotedPlace {
  const { textSha256, startUtf16, endUtf16 } = Object(value)
  const isRange = typeof startUtf16 === 'number' && typeof endUtf16 === 'number'
  return isRange && typeof textSha256 === 'string'
}

/** Looks for the examples of the codebook in all texts of the project. */
export async function quotedExamples(source: ProjectSource): Promise<ExampleQuotes> {
  const waiting = new Map<string, readonly string[]>()
  for await (const { record } of source.codebook())
    if (hasExamples(record.kind))
      mapExamples(record.data, (text) => {
        if (typeof text === 'string' && text.trim() !== '') waiting.set(text, partsOf(text))
      })
  const found = new Map<string, QuotedPlace | null>()
  if (waiting.size === 0) return found
  for await (const { text, record } of source.documents()) {
    if (text === null) continue
    const told = folded(text)
    for (const [example, parts] of waiting) {
      const startUtf16 = text.indexOf(example)
      if (startUtf16 >= 0) {
        const { textSha256 } = record.data
        found.set(example, { textSha256, startUtf16, endUtf16: startUtf16 + example.length })
        waiting.delete(example) // No place is better than the first.
      } else if (parts.some((part) => told.includes(part))) found.set(example, null)
    }
  }
  return found
}

/** What shall stand for the text of an example; `null` is for no example, `undefined` for the same. */
type Change = (text: unknown) => unknown

/** A value with every example in it – what a list named `positive` or `negative` holds – changed. */
export function mapExamples(value: unknown, change: Change): unknown {
  if (Array.isArray(value)) return value.map((each) => mapExamples(each, change))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, each]) => {
    const isList = (name === 'positive' || name === 'negative') && Array.isArray(each)
    return [name, isList ? changed(each, change) : mapExamples(each, change)]
  })
  return Object.fromEntries(entries)
}

function changed(examples: readonly unknown[], change: Change): readonly unknown[] {
  return examples.flatMap((example) => {
    const text = change(Object(example).text)
    if (text === undefined) return [example]
    return text === null ? [] : [{ ...Object(example), text }]
  })
}

/** What is shorter stands in many texts, whoever wrote it. Not every script has spaces. */
const fewestWords = 5
const fewestUtf16 = 30

/** The stretches of an example between what says that something was left out. */
function partsOf(example: string): readonly string[] {
  return example
    .split(/\[?(?:…|\.{3})\]?/)
    .map((part) => folded(part).trim())
    .filter((part) => part.split(' ').length >= fewestWords || part.length >= fewestUtf16)
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ')
}
