import { quoteOf } from '@parallax/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainTools } from '../../test/plain-tools.ts'
import { readings } from '../../test/real-articles.ts'
import {
  layerRecords,
  linesOf,
  mentionOf,
  plainText,
  smallProject,
  textOfPieces,
} from '../../test/small-project.ts'
import { chooseRecords } from '../conversion/choose-records.ts'
import { lossesOfFormat } from '../conversion/write-format.ts'
import { unaccounted } from '../corpus/ledger.ts'
import { csvLine } from '../csv/csv-line.ts'
import type { ProjectSource } from '../project/project-item.ts'
import type { ProjectWish } from './codec-definition.ts'
import { csvCodec } from './csv.ts'

/** A reader of RFC 4180 by the letter, for the tests: what it cannot read is not well-formed. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
    field.lastIndex = at
    const found = field.exec(text)
    if (!found) throw new Error(`not well-formed at ${at}: ${text.slice(at, at + 40)}`)
    row.push(found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'))
    at = field.lastIndex
    if (found[3] === '\r\n') {
      rows.push(row)
      row = []
    }
  }
  return rows
}

async function table(
  source: ProjectSource,
  wish: ProjectWish = {},
): Promise<Record<string, string>[]> {
  const [header = [], ...rows] = parseCsv(
    await textOfPieces(csvCodec.write?.(source, wish) ?? linesOf('')),
  )
  for (const row of rows) expect(row).toHaveLength(header.length)
  return rows.map((row) =>
    Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])),
  )
}

describe('a CSV line', () => {
  test('is read back as it was written, whatever stands in it', () => {
    const value = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('=1+1', '";"', 'a\r\nb', 'a\rb', ' edge ', '\n', ',', ''),
    )
    fc.assert(
      fc.property(fc.array(fc.array(value, { minLength: 1 }), { maxLength: 5 }), (rows) => {
        expect(parseCsv(rows.map(csvLine).join(''))).toEqual(rows)
      }),
    )
  })

  test('changes nothing that looks like a formula', () => {
    expect(csvLine(['=SUM(A1)', '+1', '@x', '-2'])).toBe('=SUM(A1),+1,@x,-2\r\n')
  })
})

describe('the table of a project', () => {
  const rows = () => table(smallProject(plainText, layerRecords()))

  test('names own fields and their labels beside the ids', async () => {
    const field = '0f0e0d0c-0b0a-4908-8706-050403020177'
    const [mention] = [mentionOf(plainText, 'Zürich 🇨🇭')]
    const label = (mention.record.data as { readonly label: string }).label // it is a mention
    const data = { ...mention.record.data, attrs: { [field]: [label] } }
    const source = smallProject(plainText, [
      { ...mention, record: { ...mention.record, data } as never },
    ])
    const attribute = {
      on: 'mention',
      name: 'kind of "town"',
      required: false,
      value: { kind: 'flag' },
    }
    const withField: ProjectSource = {
      ...source,
      codebook: async function* () {
        yield* source.codebook()
        const record = { id: field, kind: 'attribute', data: attribute, deleted: false, revs: {} }
        yield { record: record as never, authorship: mention.authorship } // only its name is read
      },
    }
    const [row] = await table(withField)
    expect(JSON.parse(row?.fields ?? '')).toEqual({ 'kind of "town"': [row?.label] })
    expect(JSON.parse(row?.attributes ?? '')).toEqual({ [field]: [label] })
  })

  test('has a row per live mention, claim and stance', async () => {
    expect((await rows()).map(({ kind }) => kind).sort()).toEqual([
      'claim',
      'mention',
      'mention',
      'stance',
    ])
  })

  test('says of a claim who says it, through whom, where and in whose reading', async () => {
    const claim = (await rows()).find(({ kind }) => kind === 'claim')
    expect(claim).toMatchObject({
      title: 'Peace; now, "again"\tand =1+1',
      publisher: 'post',
      byline: 'Ana Ruiz; Tom Bell',
      published_at: '2030-01-31',
      language: 'en',
      layer_kind: 'annotator',
      layer_state: 'open',
      annotator: 'Ada "the quick"; Quist',
      created_at: '2030-01-31T12:00:00.000Z',
      updated_by: 'Bo Lindqvist 🦉',
      proposition: 'There is peace, "now".',
      chain: 'ola-proper (to town)',
      claimant: 'ola-proper',
      text: 'Peace 🕊️ letter',
      condition: 'letter',
      zone: 'body',
    })
    const parts = claim?.parts_utf16?.split('; ').map((part) => part.split('-').map(Number)) ?? []
    const extent = parts.map(([startUtf16 = 0, endUtf16 = 0]) => ({ startUtf16, endUtf16 }))
    expect(quoteOf(extent, plainText)).toBe(claim?.text)
  })

  test('says of a stance who is for what, and how much', async () => {
    expect((await rows()).find(({ kind }) => kind === 'stance')).toMatchObject({
      holder_kind: 'entities',
      holder: 'ola-proper',
      target_kind: 'proposition',
      target: 'There is peace, "now".',
      value: '2',
      explicitness: 'explicit',
    })
  })
})

describe('a table of some of it', () => {
  const source = () => smallProject(plainText, layerRecords())

  test('has no rows of kinds that were left out, and the same of others', async () => {
    const kinds = ['mention', 'relation'] as const
    const rows = await table(chooseRecords(source(), kinds))
    expect(rows).toEqual((await table(source())).filter(({ kind }) => kind === 'mention'))
    const wish = { codec: csvCodec, tools: plainTools, kinds } as const
    const report = await lossesOfFormat(source(), wish)
    expect(unaccounted(report)).toEqual([])
    expect(report.in).toMatchObject({ mention: 3, claim: 0, stance: 0 }) // one is deleted
    expect(report.notes).toEqual(['Left out as asked: claims; stances; document labels.'])
  })

  test('has no columns of fields that were left out, and the same of others', async () => {
    const whole = await table(source())
    const gone = ['publisher', 'byline', 'note', 'authors'] as const
    const rows = await table(source(), { without: gone })
    for (const name of ['publisher', 'byline', 'note', 'annotator_id', 'created_by', 'updated_at'])
      expect(Object.keys(rows[0] ?? {})).not.toContain(name)
    for (const [index, row] of rows.entries())
      expect(row).toEqual({
        ...Object.fromEntries(Object.keys(row).map((name) => [name, whole[index]?.[name]])),
        annotator: 'Annotator 1',
      })
    const text = JSON.stringify(rows)
    for (const word of ['Ana Ruiz', 'Ada', 'Bo Lindqvist']) expect(text).not.toContain(word)
  })

  test('P1: counts what one chose, and its columns say what', async () => {
    const rows = await table(source(), { offsetUnit: 'code-points' })
    const characters = [...plainText]
    for (const { text, parts_code_points: parts } of rows) {
      const ranges = parts?.split('; ').map((part) => part.split('-').map(Number)) ?? []
      const words = ranges.map(([start, end]) => characters.slice(start, end).join(''))
      expect(words.join(' ')).toBe(text)
    }
    expect(Object.keys(rows[0] ?? {})).not.toContain('start_utf16')
  })
})

describe('offsets', () => {
  const own = { text: plainText, quotes: ['🕊️', '👩‍👩‍👧', '🇨🇭', 'Żółć', '𝐀'] }
  const fixture = readings?.offsetFixture
  const given = fixture && { text: fixture.text, quotes: fixture.spans.map(({ text }) => text) }

  test.each([own, ...(given ? [given] : [])])(
    'count UTF-16 units in $text',
    async ({ text, quotes }) => {
      const rows = await table(
        smallProject(
          text,
          quotes.map((quote) => mentionOf(text, quote)),
        ),
      )
      expect(rows.map((row) => row.text).sort()).toEqual([...quotes].sort())
      for (const row of rows)
        expect(text.slice(Number(row.start_utf16), Number(row.end_utf16))).toBe(row.text)
      for (const { text: quote, utf16 } of text === fixture?.text ? fixture.spans : [])
        expect(rows).toContainEqual(
          expect.objectContaining({
            text: quote,
            start_utf16: String(utf16[0]),
            end_utf16: String(utf16[1]),
          }),
        )
    },
  )
})
