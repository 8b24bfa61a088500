import {
  entityIdSchema,
  labelIdSchema,
  layerRecordKinds,
  propositionIdSchema,
  type RecordOf,
  recordIdSchema,
} from '@parallax/domain'
import { expect, test } from 'vitest'
import { type PaintNames, painters, paintRecord, paintWords } from './painters.ts'

const uuid = (digit: number) => `0190a0b0-0000-7000-8000-00000000000${digit}`
const id = recordIdSchema.parse(uuid(1))
const quill = entityIdSchema.parse(uuid(2))
const outlet = entityIdSchema.parse(uuid(3))
const person = labelIdSchema.parse(uuid(4))
const plan = propositionIdSchema.parse(uuid(5))
const text = 'Quill said the plan would fail.'
const evidence = [{ startUtf16: 11, endUtf16: 30 }]

const names: PaintNames = {
  document: { meta: { publisher: outlet, agency: null } as PaintNames['document']['meta'] },
  text,
  entity: (entity) =>
    new Map([
      [quill, 'Dara Quill'],
      [outlet, 'The Meridian'],
    ]).get(entity),
  proposition: (proposition) => (proposition === plan ? 'The plan fails' : undefined),
  label: (label) => (label === person ? { name: 'Person', colour: 1 } : undefined),
  words: paintWords,
}
const common = { deleted: false, revs: {}, id }
const noRest = { origin: { kind: 'human' as const }, note: '', attrs: {} }

const claim = (chain: RecordOf<'claim'>['data']['report']['chain']): RecordOf<'claim'> => ({
  ...common,
  kind: 'claim',
  data: {
    ...noRest,
    content: { evidence, condition: null },
    report: { chain, rendering: chain.length > 0 ? 'indirect' : 'own', relay: null },
    proposition: plan,
    polarity: 'positive',
    certainty: 'certain',
    act: 'assertive',
    tense: 'present',
    saidOn: null,
    topics: [],
    checkworthiness: 'worthy',
  },
})
const step = (sources: readonly (typeof quill)[]) => ({
  sources,
  sourceExtent: null,
  cue: null,
  medium: null,
  addressees: [],
})

test('a mention has the colour and name of its label', () => {
  const mention: RecordOf<'mention'> = {
    ...common,
    kind: 'mention',
    data: {
      ...noRest,
      extent: [{ startUtf16: 0, endUtf16: 5 }],
      label: person,
      form: { level: 'NAM', figure: 'literal' },
      entity: quill,
    },
  }
  expect(paintRecord(mention, names)).toEqual([
    {
      id,
      shape: 'mention',
      tentative: false,
      parts: [{ startUtf16: 0, endUtf16: 5 }],
      colour: 1,
      chip: 'Person',
      chipValue: null,
      description: 'Person: Dara Quill',
    },
  ])
})

test('the chip of a claim says who makes it', () => {
  const chipOf = (record: RecordOf<'claim'>) => paintRecord(record, names)[0]?.chip
  expect(chipOf(claim([step([quill])]))).toBe('Claim · Dara Quill')
  expect(chipOf(claim([step([quill, outlet])]))).toBe('Claim · Dara Quill and The Meridian')
  expect(chipOf(claim([step([])]))).toBe('Claim · unnamed source')
  expect(chipOf(claim([]))).toBe('Claim · The Meridian')
})

test('the chip of a stance says holder, target and value with its sign', () => {
  const stance = (value: number): RecordOf<'stance'> => ({
    ...common,
    kind: 'stance',
    data: {
      ...noRest,
      attitude: {
        holder: { kind: 'entities', ids: [quill] },
        target: { kind: 'proposition', id: plan },
        chain: [],
      },
      value,
      explicitness: 'explicit',
      evidence,
      claim: null,
    },
  })
  const painted = (value: number) => paintRecord(stance(value), names)[0]
  expect(painted(-2)).toMatchObject({
    chip: 'Stance · Dara Quill, The plan fails',
    chipValue: '−2',
    description: 'Stance, Dara Quill, The plan fails: −2',
  })
  expect([painted(0)?.chipValue, painted(1)?.chipValue]).toEqual(['0', '+1'])
})

test('a deleted record is not drawn', () => {
  expect(paintRecord({ ...claim([]), deleted: true }, names)).toEqual([])
})

test('every kind of layer record has a painter', () => {
  expect(Object.keys(painters).sort()).toEqual(Object.keys(layerRecordKinds).sort())
})
