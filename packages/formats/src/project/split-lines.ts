import { UnreadableFile } from '../codecs/unreadable-file.ts'

/** The most UTF-16 code units of a line: a document of the largest size, and room for its escapes. */
export const maxNativeLineUtf16 = 64_000_000

/**
 * The lines of a text that arrives in pieces, without their ends (LF or CRLF). Throws
 * `UnreadableFile` at a line that has no end, before it fills the memory.
 */
export async function* splitLines(
  pieces: AsyncIterable<string>,
  maxLineUtf16 = maxNativeLineUtf16,
): AsyncGenerator<string> {
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
  return `Line ${line} has no end. The file is not one of lines, or is damaged.`
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
