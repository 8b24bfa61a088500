import type { RecordId } from '@parallax/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JumpTrail } from './jump-trail.ts'

const id = (name: string) => name as RecordId // any word will do
const everything = () => true

test('P27: whoever follows links comes back by the same ways', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd').map(id), { maxLength: 60 }),
      (ends) => {
        const trail = new JumpTrail()
        let at = id('start')
        const places = [at]
        for (const end of ends) {
          at = trail.go(at, [end]) ?? at
          places.push(at)
        }
        for (const place of places.slice(0, -1).reverse())
          expect(trail.back(everything)).toBe(place)
        expect(trail.back(everything)).toBeUndefined()
      },
    ),
  )
})

test('a record with several ends is left to each in turn', () => {
  const trail = new JumpTrail()
  const ends = [id('a'), id('b'), id('c')]
  const taken = Array.from({ length: 4 }, () => trail.go(id('x'), ends))
  expect(taken).toEqual(['a', 'b', 'c', 'a'])
  expect(trail.go(id('alone'), [])).toBeUndefined()
})

test('places that are gone are passed over, and the way back is not endless', () => {
  const trail = new JumpTrail()
  trail.go(id('a'), [id('b')])
  trail.go(id('b'), [id('c')])
  expect(trail.back((each) => each !== id('b'))).toBe('a')
  expect(trail.back(everything)).toBeUndefined()
  for (let step = 0; step < 500; step += 1) trail.go(id(`r${step}`), [id('z')])
  let ways = 0
  while (trail.back(everything) !== undefined) ways += 1
  expect(ways).toBe(100)
})
