import type { IncomingMessage, ServerResponse } from 'node:http'
import { loadStreams } from '@parallax/db'
import { type DocumentData, documentIdSchema, type Zone } from '@parallax/domain'
import type { Services } from '../services.ts'
import { answerJson, answerNothing } from './answers.ts'
import { findVisitor } from './visitor.ts'

/** How far a page reaches, in UTF-16 units: a few screens, whatever the screen. */
const pageUtf16 = 16_000

/** What of a document is shown before anything else of it is known. */
export type DocumentPage = {
  readonly title: string
  /** BCP 47. */
  readonly language: string
  /** Where `text` begins in the text of the document: at the start of a line. */
  readonly startUtf16: number
  readonly text: string
  /** Zones that touch it; their offsets are those of the document. */
  readonly zones: readonly Zone[]
}

/**
 * `GET /api/documents/<project>/<document>/page?from=<utf16>`: the text from the line of that letter
 * on, for a reader who waits for nothing else.
 */
export async function giveDocumentPage(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  at: { readonly url: URL; readonly parts: readonly string[] },
): Promise<void> {
  const [project, document, page, ...rest] = at.parts
  if (page !== 'page' || rest.length > 0) return answerNothing(response)
  const visitor = await findVisitor(services, request, project)
  const data = visitor && (await dataOf(services, visitor.projectId, document))
  const text = data && (await services.store.text(visitor.projectId, data.textSha256))
  if (data === undefined || text === undefined) return answerNothing(response)
  answerJson(response, 200, pageFrom(data, text, Number(at.url.searchParams.get('from'))))
}

async function dataOf(
  { db }: Services,
  projectId: string,
  document: string | undefined,
): Promise<DocumentData | undefined> {
  const id = documentIdSchema.safeParse(document).data
  if (id === undefined) return undefined
  const [stream] = await loadStreams(db, projectId, [id])
  const record = stream?.records.find((each) => each.id === id && each.kind === 'document')
  // Only planned changes are ever stored, so what is read back has the shape that was checked then.
  return record?.data as DocumentData | undefined
}

/** The page that begins with the line of a letter; one that is no letter of the text means the start. */
export function pageFrom(
  { meta, zones }: Pick<DocumentData, 'meta' | 'zones'>,
  text: string,
  fromUtf16: number,
): DocumentPage {
  const isInside = Number.isInteger(fromUtf16) && fromUtf16 > 0 && fromUtf16 < text.length
  const startUtf16 = isInside ? lineStart(text, fromUtf16) : 0
  const endUtf16 = pageEnd(text, isInside ? fromUtf16 : 0)
  return {
    title: meta.title,
    language: meta.language,
    startUtf16,
    text: text.slice(startUtf16, endUtf16),
    zones: zones.filter((zone) => zone.endUtf16 > startUtf16 && zone.startUtf16 < endUtf16),
  }
}

/** At the end of a line where one ends in the second half of the page. */
function pageEnd(text: string, fromUtf16: number): number {
  const mostUtf16 = fromUtf16 + pageUtf16
  if (mostUtf16 >= text.length) return text.length
  const line = lineStart(text, mostUtf16)
  return line > fromUtf16 + pageUtf16 / 2 ? line : mostUtf16
}

function lineStart(text: string, atUtf16: number): number {
  let start = atUtf16
  while (start > 0 && !endsLine(text, start)) start -= 1
  return start
}

/** Whether a line ends before this offset; CR and LF are one end. */
function endsLine(text: string, atUtf16: number): boolean {
  const before = text[atUtf16 - 1] ?? ''
  return /[\n\r\u2028\u2029]/.test(before) && !(before === '\r' && text[atUtf16] === '\n')
}
