/** The lines of a text that arrives in pieces, without their ends (LF or CRLF). */
export async function* splitLines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let parts: string[] = []
  for await (const piece of pieces) {
    const [first = '', ...rest] = piece.split('\n')
    parts.push(first)
    for (const next of rest) {
      yield withoutReturn(parts.join(''))
      parts = [next]
    }
  }
  const last = withoutReturn(parts.join(''))
  if (last !== '') yield last
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
