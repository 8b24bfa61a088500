/** Pieces between separators that no backslash stands before; still escaped. */
export function splitPlain(text: string, separator: string): readonly string[] {
  const pieces: string[] = []
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text.startsWith(separator, at)) {
      pieces.push(text.slice(from, at))
      from = at + separator.length
      at = from - 1
    }
  }
  return [...pieces, text.slice(from)]
}

/** A value with the number behind it, by which columns and rows of one annotation are known. */
export type NumberedPiece = { readonly value: string; readonly number: number }

/** `PER[2]` as its two parts; 0 where no number is given. */
export function numberedPiece(piece: string): NumberedPiece {
  const found = /^(.*)\[(\d+)\]$/s.exec(piece)
  const value = found?.[1] ?? ''
  const slashes = /\\*$/.exec(value)?.[0].length ?? 0
  if (!found || slashes % 2 === 1) return { value: piece, number: 0 }
  return { value, number: Number(found[2]) }
}

const signs = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['f', '\f'],
  ['b', '\b'],
])
const letters = new Map([...signs].map(([letter, sign]) => [sign, letter]))

/** A value of a feature: `null` for `*`, which is none. */
export function readValue(piece: string): string | null {
  return piece === '*' ? null : piece.replace(/\\(->|.)/gs, (_, sign) => signs.get(sign) ?? sign)
}

export function writeValue(value: string | null): string {
  if (value === null) return '*'
  return value.replace(/->|[\\[\]|_;*\n\r\t\f\b]/g, (sign) => `\\${letters.get(sign) ?? sign}`)
}

/** A line of text, or a word of it. */
export function readText(line: string): string {
  return line.replace(/\\([\\nrtfb])/g, (_, sign) => signs.get(sign) ?? sign)
}

export function writeText(line: string): string {
  return line.replace(/[\\\r\t\f\b]/g, (sign) => `\\${letters.get(sign) ?? sign}`)
}
