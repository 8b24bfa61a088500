import { describe, expect, test } from 'vitest'
import { refusalSentence } from './refusal-text.ts'

describe('sentences for refusals', () => {
  test('say what is wrong and a way out', () => {
    const { what, wayOut } = refusalSentence({ code: 'not-allowed' })
    expect(what).toMatch(/\.$/)
    expect(wayOut).toMatch(/\.$/)
  })

  test('name the zone in words', () => {
    const zone = (name: string | null) =>
      refusalSentence({ code: 'zone-not-annotatable', zone: name }).what
    expect(zone('boilerplate')).toBe('A site notice cannot be tagged.')
    expect(zone(null)).toMatch(/border/)
  })

  test('a failed batch says why its member failed', () => {
    const cause = { code: 'nothing-to-publish' } as const
    expect(refusalSentence({ code: 'batch-failed', index: 3, cause })).toEqual(
      refusalSentence(cause),
    )
  })
})
