import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nodeId } from './node-id.ts'

const name = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('_', '2', '0', ' ', 'é') }),
)

test('whatever a node is called, its id is a token of XML', () => {
  fc.assert(
    fc.property(name, (named) => {
      expect(nodeId('topic', named)).toMatch(/^[\w.:-]+$/)
    }),
  )
})

test('two that are called otherwise have two ids', () => {
  const ids = (one: string, two: string) => [nodeId('outlet', one), nodeId('outlet', two)]
  fc.assert(
    fc.property(name, name, (one, two) => {
      const [first, second] = ids(one, two)
      expect(first === second).toBe(one === two)
    }),
  )
})
