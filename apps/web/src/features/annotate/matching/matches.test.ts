import {
  type Codebook,
  entityIdSchema,
  type LayerRecord,
  labelIdSchema,
  type RecordId,
  type Zone,
} from '@parallax/domain'
import { expect, test } from 'vitest'
import { inChunks } from '../choosing/in-chunks.ts'
import { matchDrafts } from './match-drafts.ts'
import { type MatchSource, seekMatches } from './matches.ts'

const id = (digit: number) => `0192f0aa-0000-7000-8000-00000000000${digit}`
const person = labelIdSchema.parse(id(1))
const place = labelIdSchema.parse(id(2))
const toll = entityIdSchema.parse(id(3))
const text = 'Toll spoke. Then Toll left. Toll is back.\nSupport Toll'
const zones: readonly Zone[] = [
  { kind: 'body', startUtf16: 0, endUtf16: 41, note: '' },
  { kind: 'boilerplate', startUtf16: 42, endUtf16: 54, note: '' },
]
const source: MatchSource = {
  words: 'Toll',
  label: person,
  entity: toll,
  form: { level: 'NAM', figure: 'literal' },
}
const options = { isCaseSensitive: true, withBoilerplate: false, isLinking: true }

const mention = (name: string, startUtf16: number, data: object): LayerRecord =>
  ({
    id: name,
    kind: 'mention',
    data: { extent: [{ startUtf16, endUtf16: startUtf16 + 4 }], ...data },
  }) as unknown as LayerRecord // only these are read

const setting = (records: readonly LayerRecord[]) => ({
  text,
  zones,
  codebook: { annotatable: new Map() } as unknown as Codebook, // only this is read
  over: () => records,
  isOwn: (record: RecordId) => !record.startsWith('other'),
})
const findMatches = (...asked: Parameters<typeof seekMatches>) =>
  [...seekMatches(...asked)].filter((match) => match !== undefined)
const starts = (records: readonly LayerRecord[], change: Partial<typeof options> = {}) =>
  findMatches(source, setting(records), { ...options, ...change }).map(
    ({ range }) => range.startUtf16,
  )

test('P28: every place of the words but those tagged the same way, and no notices of the site', () => {
  expect(starts([])).toEqual([0, 17, 28])
  expect(starts([], { withBoilerplate: true })).toEqual([0, 17, 28, 50])
  expect(starts([mention('a', 0, { label: person, entity: toll })])).toEqual([17, 28])
  expect(starts([mention('other', 0, { label: person, entity: toll })])).toEqual([0, 17, 28])
})

test('P28: what is tagged but not linked is linked, if links are wanted', () => {
  const unlinked = mention('a', 17, { label: person, entity: null })
  const found = findMatches(source, setting([unlinked]), options)
  expect(found.map(({ unlinked: there }) => there)).toEqual([null, 'a', null])
  expect(starts([unlinked], { isLinking: false })).toEqual([0, 28])
})

test('P28: a place with another label says so', () => {
  const found = findMatches(
    source,
    setting([mention('a', 28, { label: place, entity: null })]),
    options,
  )
  expect(found.map(({ otherLabel }) => otherLabel)).toEqual([null, null, place])
})

test('P28: all of it is one gesture of as few operations as there may be', () => {
  const matches = findMatches(
    source,
    setting([mention('a', 0, { label: person, entity: null })]),
    options,
  )
  const stream = { kind: 'layer', id: 'layer' } as never // any stream will do
  const drafts = matchDrafts(matches, source, stream, text)
  expect(drafts.map(({ type }) => type)).toEqual(['records.create', 'batch'])
  expect(drafts[0]?.args).toMatchObject({
    records: [17, 28].map((startUtf16) => ({
      kind: 'mention',
      data: { extent: [{ startUtf16 }], label: person, entity: toll, form: source.form },
    })),
  })
  expect(drafts[1]?.args).toEqual({
    operations: [{ type: 'record.set', args: { id: 'a', register: 'entity', value: toll } }],
  })
  const many = Array.from({ length: 2_300 }, () => matches[1] ?? matches[0]).filter(Boolean)
  expect(inChunks(many, 1_000).map((chunk) => chunk.length)).toEqual([1_000, 1_000, 300])
})
