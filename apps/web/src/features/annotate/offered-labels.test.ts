import {
  type Codebook,
  type CodebookLabel,
  labelIdSchema,
  type RecordId,
  type RecordOf,
} from '@parallax/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Annotation } from './annotation.ts'
import { matchAsked } from './matching/match-asked.ts'
import { isOffered, offeredLabels } from './offered-labels.ts'
import { relationChoices, typesFor } from './relation-choices.ts'

const slots = ['entityType', 'relationType', 'topic'] as const
const labelId = (digit: number) =>
  labelIdSchema.parse(`0192f0aa-0000-7000-8000-00000000000${digit}`)
const label = (digit: number, slot: (typeof slots)[number], deprecated: boolean) =>
  ({ id: labelId(digit), labelSet: slot, deprecated, name: `${digit}`, key: `${digit}` }) as never // only these are read

function codebookOf(labels: readonly CodebookLabel[]): Codebook {
  return {
    labels: new Map(labels.map((each) => [each.id, each])),
    labelSets: new Map(slots.map((slot) => [slot, { id: slot, slot }])),
  } as unknown as Codebook // only these are read
}

const someLabels = fc
  .array(fc.tuple(fc.constantFrom(...slots), fc.boolean()), { maxLength: 9 })
  .map((each) => each.map(([slot, deprecated], at): CodebookLabel => label(at, slot, deprecated)))

test('what the codebook has given up is offered nowhere, but stays where it was chosen', () => {
  fc.assert(
    fc.property(someLabels, fc.constantFrom(...slots), fc.nat(8), (labels, slot, at) => {
      const codebook = codebookOf(labels)
      const kept = labels[at]
      const ofSlot = labels.filter(({ labelSet }) => labelSet === slot)
      expect(offeredLabels(codebook, slot)).toEqual(ofSlot.filter((each) => isOffered(each)))
      expect(offeredLabels(codebook, slot).some(({ deprecated }) => deprecated)).toBe(false)
      expect(offeredLabels(codebook, slot, kept ? [kept.id] : [])).toEqual(
        ofSlot.filter((each) => !each.deprecated || each === kept),
      )
    }),
  )
})

const types = codebookOf([
  label(1, 'entityType', true),
  label(2, 'entityType', false),
  label(3, 'relationType', true),
  label(4, 'relationType', true),
  label(5, 'relationType', false),
])
const mention = {
  kind: 'mention',
  data: { label: labelId(1), entity: null, extent: [{ startUtf16: 0, endUtf16: 4 }], form: {} },
}
const annotation = {
  text: 'Toll and Toll',
  codebook: types,
  recordOf: () => mention,
  layerOf: () => ({ id: 'layer' }),
  session: { refusalOf: () => null, ownLayerId: () => 'layer' },
  opened: {},
} as unknown as Annotation // only these are read
const record = (digit: number) => labelId(digit) as unknown as RecordId // any id will do

test('words are tagged everywhere with a label that is offered', () => {
  const selected = { startUtf16: 0, endUtf16: 4 }
  expect(matchAsked(annotation, selected, null)?.label).toBe(labelId(2))
  expect(matchAsked(annotation, selected, record(9))?.label).toBe(labelId(2))
  expect(matchAsked(annotation, null, record(9))?.label).toBe(labelId(2))
})

test('links are of types that are offered, numbered without gaps; a link keeps the type it has', () => {
  const choices = relationChoices(annotation, record(8), record(9))
  expect(choices.map((each) => [each.label.id, each.ordinal])).toEqual([[labelId(5), 1]])
  const link = { id: record(7), data: { type: labelId(4) } } as unknown as RecordOf<'relation'> // as above
  expect(typesFor(link, annotation).map(({ id }) => id)).toEqual([labelId(4), labelId(5)])
})
