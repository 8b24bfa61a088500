import { ok, type Result, refuse } from '@parallax/domain'
import type { InputFile } from '../codecs/codec-definition.ts'
import type { CorpusProblem } from './corpus.ts'

/** The most bytes of a file that is one document, which is held in memory as a whole. */
export const maxDocumentFileBytes = 64 * 2 ** 20

/** A whole file of text, or why it is not read. */
export async function readText(file: InputFile): Promise<Result<string, CorpusProblem>> {
  const maxBytes = Math.min(maxDocumentFileBytes, file.atOnceUtf16 ?? maxDocumentFileBytes)
  if (file.bytes > maxBytes)
    return refuse({
      file: file.path,
      line: 0,
      message: `The file is larger than ${Math.floor(maxBytes / 2 ** 20)} MB. Cut it into documents.`,
    })
  let text = ''
  for await (const piece of file.text()) text += piece
  return ok(text)
}

/** The most characters of one line. */
const maxLineUtf16 = 2 ** 24

/** The lines of a file, numbered from 1, without their ends; a line without end is told, and all. */
export async function* readLines(
  file: InputFile,
): AsyncGenerator<Result<{ readonly line: number; readonly text: string }, CorpusProblem>> {
  const maxUtf16 = Math.min(maxLineUtf16, file.atOnceUtf16 ?? maxLineUtf16)
  let line = 0
  let parts: string[] = []
  let length = 0
  for await (const piece of file.text()) {
    const [first = '', ...rest] = piece.split('\n')
    parts.push(first)
    length += first.length
    for (const next of rest) {
      line += 1
      yield ok({ line, text: parts.join('').replace(/\r$/, '') })
      parts = [next]
      length = next.length
    }
    if (length <= maxUtf16) continue
    const message = 'The line has no end. The file is not one of lines, or is damaged.'
    yield refuse({ file: file.path, line: line + 1, message })
    return
  }
  const text = parts.join('').replace(/\r$/, '')
  if (text !== '') yield ok({ line: line + 1, text })
}
