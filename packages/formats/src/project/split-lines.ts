import type { InputFile } from '../codecs/codec-definition.ts'
import { UnreadableFile } from '../codecs/unreadable-file.ts'

/** The most UTF-16 code units of a line: a document of the largest size, and room for its escapes. */
export const maxNativeLineUtf16 = 64_000_000

/** The lines of a file that was brought; none of them is longer than there is memory for. */
export function linesOfFile(file: InputFile): AsyncGenerator<string> {
  return splitLines(file.text(), file.atOnceUtf16)
}

/**
 * The lines of a text that arrives in pieces, without their ends (LF or CRLF). Throws
 * `UnreadableFile` at a line that has no end, before it fills the memory.
 */
export async function* splitLines(
  pieces: AsyncIterable<string>,
  atOnceUtf16 = maxNativeLineUtf16,
): AsyncGenerator<string> {
  const maxLineUtf16 = Math.min(maxNativeLineUtf16, atOnceUtf16)
  let parts: string[] = []
  let lengthUtf16 = 0
  let line = 1
  for await (const piece of pieces) {
    const [first = '', ...rest] = piece.split('\n')
    parts.push(first)
    lengthUtf16 += first.length
    for (const next of rest) {
      yield withoutReturn(parts.join(''))
      line += 1
      parts = [next]
      lengthUtf16 = next.length
    }
    if (lengthUtf16 > maxLineUtf16) throw new UnreadableFile('', endless(line))
  }
  const last = withoutReturn(parts.join(''))
  if (last !== '') yield last
}

function endless(line: number): string {
  return `Line ${line} has no end. The file is not one of lines, is damaged, or holds a document that there is no memory for.`
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
