import { describe, expect, test } from 'vitest'
import { refused } from '../test/refused.ts'
import { stateAt, submit } from '../test/world.ts'

const cases = Object.entries(refused).map(([code, make]) => ({ code, made: make() }))
const said = cases.flatMap(({ code, made }) => ('never' in made ? [] : [{ code, ...made }]))
const unsaid = cases.flatMap(({ code, made }) => ('never' in made ? [{ code, ...made }] : []))

describe('every refusal has a request that meets it', () => {
  test.each(said)('$code', ({ code, world, request }) => {
    const submission = submit(world, request)
    expect(submission.outcome).toMatchObject({ ok: false, reason: { code } })
    expect(stateAt(submission.world, request.address)).toEqual(stateAt(world, request.address))
    const again = JSON.parse(JSON.stringify(submission.outcome))
    expect(again, 'a refusal is plain data').toEqual(submission.outcome)
  })

  test.each(unsaid)('but $code, since $never', ({ never }) => {
    expect(never).not.toBe('')
  })

  test('few are left unsaid', () => {
    expect(unsaid.map(({ code }) => code)).toEqual([
      'text-not-canonical',
      'layer-exists',
      'layer-in-review',
      'prerequisite-refused',
    ])
  })
})
