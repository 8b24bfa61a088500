import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect, filesOf, textFile } from '../../test/codec-laws.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { someCorpus } from '../../test/some-corpus.ts'
import { codecs, corpusCodecs } from '../codecs/registry.ts'
import { unaccounted } from '../corpus/ledger.ts'
import { convertFiles } from './convert-files.ts'

const named = (id: string) => {
  const codec = codecs[id]
  if (!codec) throw new Error(`There is no format ${id}.`)
  return codec
}
const corpus = (id: string) => {
  const codec = corpusCodecs[id]
  if (!codec) throw new Error(`There is no format ${id}.`)
  return codec
}

describe('a conversion', () => {
  const conversion = { tools: plainTools, name: 'River', at: '2030-01-01T00:00:00.000Z' }

  test.each(['parallax', 'csv', 'brat', 'conll2003'])('to %s accounts for all that it read', (to) =>
    fc.assert(
      fc.asyncProperty(someCorpus, async (some) => {
        const files = await filesOf(corpus('uima-json'), some)
        const made = await convertFiles({
          ...conversion,
          from: named('uima-json'),
          to: named(to),
          input: { files },
        })
        expect(made.problems).toEqual([])
        await collect(made.pieces())
        expect(unaccounted(made.report())).toEqual([])
      }),
      { numRuns: 8 },
    ),
  )

  test.each(['csv', 'brat'])('to %s leaves out what one asked for, and says so', (to) =>
    fc.assert(
      fc.asyncProperty(someCorpus, async (some) => {
        const made = await convertFiles({
          ...conversion,
          from: named('uima-json'),
          to: named(to),
          input: { files: await filesOf(corpus('uima-json'), some) },
          kinds: ['mention'],
          without: ['note'],
        })
        await collect(made.pieces())
        const report = made.report()
        expect(unaccounted(report)).toEqual([])
        expect(report.out).toMatchObject({ claim: 0, stance: 0, relation: 0 })
        expect(report.dropped.filter(({ reason }) => reason === 'kind-not-held')).toEqual([])
        expect(report.notes).toContain(
          'Left out as asked: claims; stances; relations; document labels; notes.',
        )
      }),
      { numRuns: 5 },
    ),
  )

  test('of a file that is none of the format is a problem with its place', async () => {
    const input = { files: [textFile('a.jsonl', 'nothing\n')] }
    const made = await convertFiles({
      ...conversion,
      from: named('parallax'),
      to: named('csv'),
      input,
    })
    expect(made.problemCount).toBe(1)
    expect(made.problems[0]).toMatchObject({ file: 'a.jsonl', line: 1 })
  })
})
