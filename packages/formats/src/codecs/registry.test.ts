import { describe, expect, test, vi } from 'vitest'
import { describeCodecLaws } from '../../test/codec-laws.ts'
import { codecs, corpusCodecs } from './registry.ts'

describe.each(Object.entries(codecs))('%s', (id, codec) => {
  test('bears its own id and can do something', () => {
    expect(codec.id).toBe(id)
    expect(codec.read ?? codec.write).not.toBeNull()
  })
})

// Many runs with files of a hundred columns on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 })

for (const codec of Object.values(corpusCodecs))
  describeCodecLaws(codec, codec.id === 'huggingface' ? 25 : 60)
