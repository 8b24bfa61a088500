import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBytes, looksBinary } from './decode-bytes.ts'

const text = 'Ada Quill said: “Schön – 東京 🚲”\u00a0…\r\nEnd.'
const latin = 'Zoë paid 5 € for a “café”…'

const utf16 = (content: string, isBigEndian: boolean) => {
  const bytes = Buffer.from(content, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}

describe('bytes become the text that was written', () => {
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['UTF-16 little endian with a mark', utf16(`\uFEFF${text}`, false), 'utf-16le'],
    ['UTF-16 big endian with a mark', utf16(`\uFEFF${text}`, true), 'utf-16be'],
    ['UTF-16 little endian without one', utf16(text, false), 'utf-16le'],
    ['UTF-16 big endian without one', utf16(text, true), 'utf-16be'],
  ])('%s', (_, bytes, encoding) => {
    const decoded = decodeBytes(bytes)
    expect(decoded?.encoding).toBe(encoding)
    expect(decoded?.text.replace(/^\uFEFF/, '')).toBe(text)
    expect(looksBinary(bytes)).toBe(false)
  })

  test('windows-1252, which has curly quotes and the euro where Latin-1 has nothing', () => {
    const bytes = Buffer.from(
      [...latin].map((letter) => {
        const known = new Map([
          ['€', 0x80],
          ['“', 0x93],
          ['”', 0x94],
          ['…', 0x85],
        ])
        return known.get(letter) ?? letter.charCodeAt(0)
      }),
    )
    expect(decodeBytes(bytes)).toEqual({ text: latin, encoding: 'windows-1252' })
    expect(looksBinary(bytes)).toBe(false)
  })

  test('UTF-8 always comes back as it was, and is never taken for something else', () => {
    const content = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((written) => !written.includes('\0'))
    fc.assert(
      fc.property(content, (written) => {
        expect(decodeBytes(Buffer.from(written))?.text).toBe(written)
      }),
    )
  })
})

describe('what contradicts itself is not read', () => {
  test('a mark that the bytes do not keep to', () => {
    expect(decodeBytes(Uint8Array.of(0xef, 0xbb, 0xbf, 0x80))).toBeUndefined()
    expect(decodeBytes(Uint8Array.of(0xff, 0xfe, 0x00, 0xd8))).toBeUndefined()
  })

  test('bytes that mean nothing in windows-1252 and are no UTF-8', () => {
    expect(decodeBytes(Uint8Array.of(0x61, 0x81, 0x62))).toBeUndefined()
  })
})

test.each([
  ['a PDF', '%PDF-1.7'],
  ['a Word document', 'PK\u0003\u0004'],
  ['a NUL among letters', 'abc\0defgh'],
  ['a control character', 'abc\u0007def'],
])('%s looks binary', (_, content) => {
  expect(looksBinary(Buffer.from(content, 'latin1'))).toBe(true)
})

test('tabs, page breaks and old ends of files are text', () => {
  expect(looksBinary(Buffer.from('a\tb\fc\u000bd\u001a'))).toBe(false)
})
