import { isRecordKind } from '@parallax/domain'
import { splitLines } from '../project/split-lines.ts'
import { inOrder } from './canonical-json.ts'
import { type ExampleQuotes, hasExamples, isQuotedPlace, mapExamples } from './example-quotes.ts'
import { withoutTexts, withTexts } from './range-texts.ts'

type Fields = Readonly<Record<string, unknown>>

/** What the manifest of a file without texts says of them. */
export const textsLeftOut = 'left-out'

/** Whose an example is, for a report. */
export type ExampleOwner = { readonly kind: string; readonly what: string }

/**
 * A native file in pieces, without the texts of documents, the words in its places, and the examples
 * of its codebook that are words of a document: they are places too. `dropped` hears of an example
 * that is left out, since its words stand in a text, but not to the letter.
 */
export async function* standoffLines(
  pieces: AsyncIterable<string>,
  quotes: ExampleQuotes,
  dropped: (from: ExampleOwner) => void,
): AsyncGenerator<string> {
  for await (const line of splitLines(pieces))
    yield `${JSON.stringify(withoutWords(JSON.parse(line), quotes, dropped))}\n`
}

function withoutWords(
  fields: Fields,
  quotes: ExampleQuotes,
  dropped: (from: ExampleOwner) => void,
): Fields {
  if (fields.kind === 'manifest') return { ...fields, texts: textsLeftOut }
  if (fields.kind === 'document') return { ...fields, text: null }
  if (isPlaced(fields)) return { ...fields, data: withoutTexts(fields.data, null, () => {}) }
  if (!hasExamples(fields.kind)) return fields
  const data = mapExamples(fields.data, (text) => {
    const place = typeof text === 'string' ? quotes.get(text) : undefined
    if (place === null) dropped(ownerOf(fields))
    return place
  })
  return { ...fields, data }
}

function ownerOf({ kind, data }: Fields): ExampleOwner {
  const { name, field, value, number } = Object(data)
  const what = { label: name, guideline: `${field}: ${value}`, version: `version ${number}` }
  return { kind: String(kind), what: Object(what)[String(kind)] }
}

/** Whether a line is a record with places in a document's text. */
function isPlaced({ kind, layer }: Fields): boolean {
  return typeof kind === 'string' && isRecordKind(kind) && layer !== undefined
}

/** A document of a file without texts whose text was not among those that were brought. */
export type MissingText = { readonly title: string; readonly sha256: string }

/**
 * The lines of a file without texts with the texts put back: to the letter the native file that it
 * was made from. `textOf` answers the text with a SHA-256, or `undefined`; `missing` hears of each
 * document whose text is not there, and its line goes out as it is.
 */
export async function* hydratedLines(
  lines: AsyncIterable<string>,
  textOf: (sha256: string) => Promise<string | undefined>,
  missing: (document: MissingText) => void,
): AsyncGenerator<string> {
  let text: string | null = null
  for await (const line of lines) {
    const fields: Fields = JSON.parse(line)
    if (fields.kind === 'document') {
      text = await textFor(fields, textOf, missing)
      yield `${JSON.stringify({ ...fields, text })}\n`
    } else if (hasExamples(fields.kind))
      yield `${JSON.stringify({ ...fields, data: await withExamples(fields.data, textOf) })}\n`
    else yield `${JSON.stringify(withWords(fields, text))}\n`
  }
}

/** Examples that are places with their words; a document whose text is missing is told for itself. */
async function withExamples(
  data: unknown,
  textOf: (sha256: string) => Promise<string | undefined>,
): Promise<unknown> {
  const texts = new Map<string, string | undefined>()
  mapExamples(data, (place) => {
    if (isQuotedPlace(place)) texts.set(place.textSha256, undefined)
  })
  for (const sha256 of texts.keys()) texts.set(sha256, await textOf(sha256))
  return mapExamples(data, (place) =>
    isQuotedPlace(place)
      ? texts.get(place.textSha256)?.slice(place.startUtf16, place.endUtf16)
      : undefined,
  )
}

async function textFor(
  { data }: Fields,
  textOf: (sha256: string) => Promise<string | undefined>,
  missing: (document: MissingText) => void,
): Promise<string | null> {
  const { textSha256, purged, meta } = Object(data)
  if (purged === true) return null
  const sha256 = String(textSha256)
  const text = await textOf(sha256)
  if (text === undefined) missing({ title: String(Object(meta).title), sha256 })
  return text ?? null
}

function withWords(fields: Fields, text: string | null): Fields {
  if (fields.kind === 'manifest') {
    const { texts: _, ...rest } = fields
    return rest
  }
  if (!isPlaced(fields) || text === null) return fields
  const data = Object.entries(Object(withTexts(fields.data, text)))
  const ordered = data.map(([name, value]) => [name, inOrder(value)])
  return { ...fields, data: Object.fromEntries(ordered) }
}
