import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Overloaded } from './overloaded.ts'
import { Turnstile } from './turnstile.ts'

test('never more is inside than allowed, and everybody gets through in turn', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }),
      async (sizes) => {
        const turnstile = new Turnstile(30, 1_000)
        const started: number[] = []
        let inside = 0
        await Promise.all(
          sizes.map((bytes, index) =>
            turnstile.pass(bytes, async () => {
              started.push(index)
              inside += bytes
              // One that is too large for the room goes in alone.
              expect(inside <= 30 || inside === bytes).toBe(true)
              await Promise.resolve()
              inside -= bytes
            }),
          ),
        )
        expect(started).toEqual(sizes.map((_, index) => index))
      },
    ),
    { numRuns: 50 },
  )
})

test('work that fails leaves room for the next; when too many wait, one is turned away', async () => {
  const turnstile = new Turnstile(1, 1)
  await expect(turnstile.pass(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  const { promise, resolve: end } = withResolver()
  const first = turnstile.pass(1, () => promise)
  const second = turnstile.pass(1, async () => 'done')
  await expect(turnstile.pass(1, async () => 'never')).rejects.toBeInstanceOf(Overloaded)
  end()
  await first
  expect(await second).toBe('done')
})

function withResolver() {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
