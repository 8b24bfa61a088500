import { ok, type Result, refuse } from '@parallax/domain'
import type { InputFile } from '../codecs/codec-definition.ts'
import type { CorpusProblem } from './corpus.ts'

/** The most bytes of a file that is one document, which is held in memory as a whole. */
export const maxDocumentFileBytes = 64 * 2 ** 20

/** A whole file of text, or why it is not read. */
export async function readText(file: InputFile): Promise<Result<string, CorpusProblem>> {
  if (file.bytes > maxDocumentFileBytes)
    return refuse({
      file: file.path,
      line: 0,
      message: `The file is larger than ${maxDocumentFileBytes / 2 ** 20} MB. Cut it into documents.`,
    })
  let text = ''
  for await (const piece of file.text()) text += piece
  return ok(text)
}
