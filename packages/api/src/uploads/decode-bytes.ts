/** A text and the encoding its bytes were read in. */
export type Decoded = { readonly text: string; readonly encoding: string }

const marks: readonly { readonly encoding: string; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
]

/**
 * The text in some bytes: what a byte order mark says; else UTF-8; else UTF-16 where every other
 * byte is mostly zero; else windows-1252, which says something for nearly every byte. `undefined`
 * when the bytes contradict their mark or fit none of these.
 */
export function decodeBytes(bytes: Uint8Array): Decoded | undefined {
  const mark = marks.find((each) => each.bytes.every((byte, index) => bytes[index] === byte))
  if (mark !== undefined) return decodeAs(mark.encoding, bytes)
  const wide = looksLikeUtf16(bytes)
  if (wide !== undefined) return decodeAs(wide, bytes)
  return decodeAs('utf-8', bytes) ?? decodeWindows1252(bytes)
}

/** Whether bytes are no text at all: control characters that no text has, or a known file header. */
export function looksBinary(bytes: Uint8Array): boolean {
  if (startsLikeFile(bytes)) return true
  if (marks.some((each) => each.bytes.every((byte, index) => bytes[index] === byte))) return false
  if (looksLikeUtf16(bytes) !== undefined) return false
  const sample = bytes.subarray(0, 65_536)
  return sample.some(
    (byte) => byte < 0x20 && ![0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b].includes(byte),
  )
}

/** Headers of files that people upload by mistake: PDF, ZIP (DOCX, EPUB), images, old Word files. */
const headers: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46, 0x2d],
  [0x50, 0x4b, 0x03, 0x04],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x1f, 0x8b],
]

function startsLikeFile(bytes: Uint8Array): boolean {
  return headers.some((header) => header.every((byte, index) => bytes[index] === byte))
}

function decodeAs(encoding: string, bytes: Uint8Array): Decoded | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  try {
    return { text: decoder.decode(bytes), encoding }
  } catch (error) {
    // The decoder has no other way to say that the bytes are not in this encoding.
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/**
 * What the bytes 0x80 to 0x9F mean in windows-1252; the five that mean nothing are `null`. Written
 * out, because the decoder of some Node versions makes control characters of all of them.
 */
const windows1252: readonly (string | null)[] = [
  ...'€',
  null,
  ...'‚ƒ„…†‡ˆ‰Š‹Œ',
  null,
  'Ž',
  null,
  null,
  ...'‘’“”•–—˜™š›œ',
  null,
  ...'žŸ',
]

function decodeWindows1252(bytes: Uint8Array): Decoded | undefined {
  const isMeaningless = (byte: number) => byte >= 0x80 && windows1252[byte - 0x80] === null
  if (bytes.some(isMeaningless)) return undefined
  // Elsewhere the encoding is Latin-1, where a byte is its code point.
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (letter) => windows1252[letter.charCodeAt(0) - 0x80] ?? letter)
  return { text, encoding: 'windows-1252' }
}

/** Text in a Latin script has a zero in every other byte of UTF-16, and none in UTF-8. */
function looksLikeUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return undefined
  const sample = bytes.subarray(0, 4_096)
  const zeros = [0, 0]
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  }
  const pairs = Math.floor(sample.length / 2)
  const [even = 0, odd = 0] = zeros
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le'
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be'
  return undefined
}
