import { describe, expect, test } from 'vitest'
import { describeCodecLaws } from '../../test/codec-laws.ts'
import { codecs, corpusCodecs } from './registry.ts'

describe.each(Object.entries(codecs))('%s', (id, codec) => {
  test('bears its own id and can do something', () => {
    expect(codec.id).toBe(id)
    expect(codec.read ?? codec.write).not.toBeNull()
  })
})

for (const codec of Object.values(corpusCodecs)) describeCodecLaws(codec)
