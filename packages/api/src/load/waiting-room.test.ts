import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Overloaded } from './overloaded.ts'
import { type Load, WaitingRoom } from './waiting-room.ts'

const load = fc.record({
  userId: fc.constantFrom('a', 'b', 'c'),
  operations: fc.integer({ min: 1, max: 5 }),
  bytes: fc.integer({ min: 1, max: 50 }),
})

test('what waits stays within what was allowed, and leaves nothing behind', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(load, fc.boolean()), { maxLength: 60 }), (steps) => {
      const room = new WaitingRoom({ operations: 12, bytes: 120 }, { operations: 6, bytes: 60 })
      const inside: Load[] = []
      for (const [entering, leavesFirst] of steps) {
        for (const first of leavesFirst ? inside.splice(0, 1) : []) room.leave(first)
        if (isLetIn(room, entering)) inside.push(entering)
        const of = (userId: string) => inside.filter((each) => each.userId === userId)
        expect(['a', 'b', 'c'].every((userId) => isWithin(of(userId), 6, 60))).toBe(true)
        expect(isWithin(inside, 12, 120)).toBe(true)
        expect(room.waiting.operations).toBe(total(inside, 'operations'))
      }
      for (const each of inside) room.leave(each)
      expect(room.waiting).toEqual({ operations: 0, bytes: 0 })
    }),
  )
})

test('who alone brings more than the room holds is let in all the same', () => {
  const room = new WaitingRoom({ operations: 2, bytes: 2 }, { operations: 1, bytes: 1 })
  expect(isLetIn(room, { userId: 'a', operations: 9, bytes: 9 })).toBe(true)
  expect(isLetIn(room, { userId: 'b', operations: 1, bytes: 1 })).toBe(false)
})

function isLetIn(room: WaitingRoom, entering: Load): boolean {
  try {
    room.enter(entering)
    return true
  } catch (refusal) {
    expect(refusal).toBeInstanceOf(Overloaded)
    return false
  }
}

/** A single request may be larger than the room. */
function isWithin(inside: readonly Load[], operations: number, bytes: number): boolean {
  const fits = total(inside, 'operations') <= operations && total(inside, 'bytes') <= bytes
  return fits || inside.length === 1
}

function total(loads: readonly Load[], what: 'operations' | 'bytes'): number {
  return loads.reduce((sum, each) => sum + each[what], 0)
}
