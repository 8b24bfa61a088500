import type { TextRange } from '@parallax/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readings } from '../../test/real-articles.ts'
import {
  collect,
  layerRecords,
  linesOf,
  mentionOf,
  plainText,
  smallProject,
  sourceOfItems,
  textOfPieces,
} from '../../test/small-project.ts'
import { splitLines } from '../project/split-lines.ts'
import { parallaxCodec } from './parallax.ts'

const write = (source: ReturnType<typeof smallProject>) =>
  textOfPieces(parallaxCodec.write?.(source) ?? linesOf(''))
const read = (text: string) => collect(parallaxCodec.read?.(linesOf(text)) ?? collectNothing())
async function* collectNothing() {
  yield* []
}

const whole = () => write(smallProject(plainText, layerRecords()))

describe('a native file', () => {
  test('is read without a problem and written again as the same text', async () => {
    const text = await whole()
    const { items, problems } = await read(text)
    expect(problems).toEqual([])
    expect(await write(sourceOfItems(items))).toBe(text)
  })

  test('does not depend on how keys were stored in between', async () => {
    const text = await whole()
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled)
      if (typeof value !== 'object' || value === null) return value
      const entries = Object.entries(value).map(([key, each]) => [key, shuffled(each)])
      return Object.fromEntries(entries.toReversed())
    }
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.stringify(shuffled(JSON.parse(line))))
    const { items, problems } = await read(lines.join('\n'))
    expect(problems).toEqual([])
    expect(await write(sourceOfItems(items))).toBe(text)
  })

  test('holds deleted records, authors and times', async () => {
    const lines = (await whole())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines[0]).toMatchObject({ kind: 'manifest', format: 'parallax', version: 1 })
    const deleted = lines.filter((line) => line.deleted).map(({ kind }) => kind)
    expect(deleted.sort()).toEqual(['comment', 'mention'])
    expect(lines.find(({ kind }) => kind === 'claim')).toMatchObject({
      createdAt: '2030-01-31T12:00:00.000Z',
      updatedAt: '2030-02-01T08:30:00.125Z',
    })
    expect(lines.filter(({ kind }) => kind === 'person')).toHaveLength(2)
    expect(lines.at(-1)).toEqual({ kind: 'end', lines: lines.length - 1 })
  })

  test('carries with every range of a layer the text that stands there', async () => {
    const ranges: (TextRange & { text: string })[] = []
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      if ('startUtf16' in value) ranges.push(value as TextRange & { text: string })
      for (const each of Object.values(value)) visit(each)
    }
    for (const line of (await whole()).trimEnd().split('\n'))
      if ('layer' in JSON.parse(line)) visit(JSON.parse(line))
    expect(ranges.length).toBeGreaterThan(8)
    for (const { startUtf16, endUtf16, text } of ranges)
      expect(text).toBe(plainText.slice(startUtf16, endUtf16))
  })
})

describe('offsets', () => {
  const own = { text: plainText, quotes: ['🕊️', '👩‍👩‍👧', '🇨🇭', 'Żółć', '𝐀'] }
  const fixture = readings?.offsetFixture
  const given = fixture && { text: fixture.text, quotes: fixture.spans.map(({ text }) => text) }

  test.each([own, ...(given ? [given] : [])])(
    'count UTF-16 units in $text',
    async ({ text, quotes }) => {
      const file = await write(
        smallProject(
          text,
          quotes.map((quote) => mentionOf(text, quote)),
        ),
      )
      const mentions = file
        .split('\n')
        .filter((line) => line.includes('"mention"') && line.includes('"layer"'))
      const found = mentions.map((line) => JSON.parse(line).data.extent[0])
      expect(found.map((range) => range.text).sort()).toEqual([...quotes].sort())
      for (const { startUtf16, endUtf16, text: quote } of found)
        expect(text.slice(startUtf16, endUtf16)).toBe(quote)
      for (const { text: quote, utf16 } of text === fixture?.text ? fixture.spans : [])
        expect(found).toContainEqual({ startUtf16: utf16[0], endUtf16: utf16[1], text: quote })
      expect((await read(file)).problems).toEqual([])
    },
  )

  test('of any text are read back as they were written', async () => {
    const words = fc.array(
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((word) => !/\s|[\r\0]/.test(word)),
      { minLength: 1, maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(words, async (spelt) => {
        const text = spelt.join(' ')
        const records = [...new Set(text.split(' '))].map((word) => mentionOf(text, word))
        const file = await write(smallProject(text, records))
        const { items, problems } = await read(file)
        expect(problems).toEqual([])
        expect(await write(sourceOfItems(items))).toBe(file)
      }),
      { numRuns: 40 },
    )
  })
})

describe('a damaged file', () => {
  const damages: readonly [string, (lines: string[]) => string[], RegExp][] = [
    ['nothing at all', () => [], /empty/],
    ['another kind of file', () => ['id,name', '1,2'], /not a Parallax file/],
    [
      'a later version',
      ([first = '', ...rest]) => [first.replace('"version":1', '"version":2'), ...rest],
      /version 2.*reads version 1/,
    ],
    ['no end', (lines) => lines.slice(0, -1), /ends too early/],
    ['a line missing', (lines) => lines.toSpliced(5, 1), /lines before its end/],
    ['a line that is not JSON', (lines) => lines.with(5, '{"kind":'), /not a JSON object/],
    [
      'an unknown kind',
      (lines) => lines.with(5, (lines[5] ?? '').replace(/"kind":"\w+"/, '"kind":"mood"')),
      /"mood"/,
    ],
    [
      'another quote',
      (lines) => lines.map((line) => line.replace('"text":"𝐀"', '"text":"A"')),
      /the text says "𝐀", not "A"/,
    ],
    [
      'a changed text',
      (lines) => lines.map((line) => line.replace('now,” said Ola', 'now,” told Ola')),
      /the text says "told", not "said"/,
    ],
    [
      'a shorter text',
      (lines) =>
        lines.map((line) =>
          line.replace('letter.","', 'letter","').replace('letter."}', 'letter"}'),
        ),
      /UTF-16 units/,
    ],
    [
      'an unknown author',
      (lines) => lines.filter((line) => !line.includes('Bo Lindqvist')),
      /does not name person/,
    ],
    [
      'a lost entity',
      (lines) => lines.filter((line) => !line.includes('"name":"town"')),
      /which the file does not hold/,
    ],
    [
      'a record twice',
      (lines) => lines.toSpliced(8, 0, lines[8] ?? ''),
      /stands in line 9 already/,
    ],
    [
      'a record outside of its layer',
      (lines) => lines.filter((line) => !line.startsWith('{"kind":"layer"')),
      /after the layer/,
    ],
    [
      'a comment on a passage after the layers',
      (lines) => {
        const at = lines.findIndex((line) => line.includes('Which peace?'))
        return [...lines.toSpliced(at, 1).slice(0, -1), lines[at] ?? '', lines.at(-1) ?? '']
      },
      /before its layers/,
    ],
    [
      'a comment on nothing',
      (lines) => lines.filter((line) => !line.startsWith('{"kind":"claim"')),
      /unknown record/,
    ],
    [
      'a value that no rule allows',
      (lines) => lines.map((line) => line.replace('"rendering":"mixed"', '"rendering":"own"')),
      /own needs empty chain/,
    ],
    [
      'a date that is none',
      (lines) => lines.map((line) => line.replace('"saidOn":"2030-01"', '"saidOn":"soon"')),
      /bad date/,
    ],
    [
      'a field too many',
      (lines) => lines.map((line) => line.replace('"polarity"', '"mood":1,"polarity"')),
      /"mood" is not a field/,
    ],
    [
      'a time that is none',
      (lines) =>
        lines.map((line) =>
          line.replace('"updatedAt":"2030-02-01T08:30:00.125Z"', '"updatedAt":"yesterday"'),
        ),
      /not a moment/,
    ],
  ]

  test.each(damages)('%s is named, with its line', async (_, damage, message) => {
    const lines = (await whole()).trimEnd().split('\n')
    const { problems } = await read(damage(lines).join('\n'))
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(message)
    for (const { line } of problems) expect(line).toBeGreaterThanOrEqual(0)
  })

  test('loses nothing of what stands around the bad line', async () => {
    const lines = (await whole()).trimEnd().split('\n')
    const good = await read(lines.join('\n'))
    const bad = await read(
      lines.map((line) => line.replace('"saidOn":"2030-01"', '"saidOn":7')).join('\n'),
    )
    expect(bad.items).toHaveLength(good.items.length - 1)
    expect(bad.problems).not.toEqual([])
  })

  test('never throws, whatever was done to it', async () => {
    const file = await whole()
    await fc.assert(
      fc.asyncProperty(
        fc.nat(file.length - 1),
        fc.nat(40),
        fc.string(),
        async (at, cutUtf16, put) => {
          const { problems } = await read(file.slice(0, at) + put + file.slice(at + cutUtf16))
          expect(Array.isArray(problems)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('lines are found however the file arrives in pieces', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('a', '', '𝐀b', '"x"')),
      fc.array(fc.nat(9)),
      async (lines, cuts) => {
        const text = lines.map((line) => `${line}\r\n`).join('')
        async function* pieces() {
          let rest = text
          for (const cut of cuts) {
            yield rest.slice(0, cut)
            rest = rest.slice(cut)
          }
          yield rest
        }
        const found: string[] = []
        for await (const line of splitLines(pieces())) found.push(line)
        expect(found).toEqual(lines)
      },
    ),
  )
})
