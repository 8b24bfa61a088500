import { ok, type Result, refuse } from '@parallax/domain'
import type { InputFile } from '../codecs/codec-definition.ts'

/** What is larger than this holds more than one document. */
const mostBytes = 128 * 1024 * 1024

/** The whole text of a file that holds one document, or why it is not read. */
export async function wholeText(file: InputFile): Promise<Result<string, string>> {
  if (file.bytes > mostBytes) return refuse('The file is larger than 128 MB.')
  const pieces: string[] = []
  for await (const piece of file.text()) pieces.push(piece)
  return ok(pieces.join(''))
}
