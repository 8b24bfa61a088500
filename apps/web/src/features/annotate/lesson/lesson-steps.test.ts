import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepAfter } from './lesson-steps.ts'

const steps = [
  { name: 'select', keys: ['Mod+Shift+ArrowRight'] },
  { name: 'claim', keys: ['c'] },
  { name: 'undo', keys: ['Mod+z'] },
] as const

test('only the key of a step leads on, and only by one', () => {
  fc.assert(
    fc.property(
      fc.nat(steps.length),
      fc.constantFrom('c', 'j', 'Mod+z', 'Mod+Shift+ArrowRight'),
      (at, key) => {
        const isKey = steps[at]?.keys.some((each) => each === key) ?? false
        expect(stepAfter(steps, at, [key])).toBe(isKey ? at + 1 : at)
      },
    ),
  )
})
