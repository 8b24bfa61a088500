import { entityIdSchema, labelIdSchema, userIdSchema } from '@parallax/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOf, foundKinds, queryOf } from './find-query.ts'

const query = fc.record({
  question: fc.record({
    words: fc.string(),
    matchCase: fc.boolean(),
    matchAccents: fc.boolean(),
    wholeWord: fc.boolean(),
    isPattern: fc.boolean(),
  }),
  kind: fc.constantFrom(null, ...foundKinds),
  label: fc.option(fc.uuid({ version: 7 }).map((id) => labelIdSchema.parse(id))),
  entity: fc.option(fc.uuid({ version: 7 }).map((id) => entityIdSchema.parse(id))),
  author: fc.option(fc.uuid({ version: 7 }).map((id) => userIdSchema.parse(id))),
})

test('an address leads back to what was asked', () => {
  fc.assert(
    fc.property(query, (asked) => {
      expect(queryOf(new URLSearchParams(addressOf(asked)))).toEqual(asked)
    }),
  )
})

test('any address can be read', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), fc.string(), (params, label) => {
      const address = new URLSearchParams({ ...params, label, in: label, by: label, entity: label })
      expect(queryOf(address).question.words).toBe(address.get('q') ?? '')
    }),
  )
})
