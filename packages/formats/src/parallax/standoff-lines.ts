import { isRecordKind } from '@parallax/domain'
import { splitLines } from '../project/split-lines.ts'
import { inOrder } from './canonical-json.ts'
import { withoutTexts, withTexts } from './range-texts.ts'

type Fields = Readonly<Record<string, unknown>>

/** What the manifest of a file without texts says of them. */
export const textsLeftOut = 'left-out'

/** A native file in pieces, without the texts of documents and the words in its places. */
export async function* standoffLines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of splitLines(pieces))
    yield `${JSON.stringify(withoutWords(JSON.parse(line)))}\n`
}

function withoutWords(fields: Fields): Fields {
  if (fields.kind === 'manifest') return { ...fields, texts: textsLeftOut }
  if (fields.kind === 'document') return { ...fields, text: null }
  return isPlaced(fields) ? { ...fields, data: withoutTexts(fields.data, null, () => {}) } : fields
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
    } else yield `${JSON.stringify(withWords(fields, text))}\n`
  }
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
