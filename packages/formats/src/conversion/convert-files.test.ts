import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect, filesOf, textFile } from '../../test/codec-laws.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { smallCorpus } from '../../test/small-corpus.ts'
import { type SomeCorpus, someCorpus } from '../../test/some-corpus.ts'
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

  test('of a divided dataset keeps its parts in another, and names them elsewhere as lost', async () => {
    const divided = await filesOf(corpus('huggingface'), inParts('train', 'test', 'held_out'))
    const converted = async (to: string) => {
      const made = await convertFiles({
        ...conversion,
        from: named('huggingface'),
        to: named(to),
        input: { files: divided },
      })
      const pieces = await collect(made.pieces())
      return { report: made.report(), paths: [...new Set(pieces.map(({ path }) => path))] }
    }
    const again = await converted('huggingface')
    expect(again.report.dropped).toEqual([])
    expect(again.paths.filter((path) => path.startsWith('data/'))).toEqual([
      'data/train-00000-of-00001.parquet',
      'data/test-00000-of-00001.parquet',
      'data/held_out-00000-of-00001.parquet',
    ])
    for (const to of ['parallax', 'brat', 'uima-json', 'csv']) {
      const { report } = await converted(to)
      expect(unaccounted(report)).toEqual([])
      const lost = report.dropped.find(({ reason }) => reason === 'split-not-held')
      expect(lost).toMatchObject({ kind: 'meta', count: 3 })
      // The files of a folder are read in the order of their paths.
      expect(lost?.places.map(({ document, what }) => [document, what])).toEqual([
        ['paper 3', 'held_out'],
        ['paper 2', 'test'],
        ['paper 1', 'train'],
      ])
    }
  })

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

/** The small corpus once for each part. */
function inParts(...splits: readonly string[]): SomeCorpus {
  const documents = splits.flatMap((split, index) =>
    smallCorpus.documents.map((document) => {
      const name = `paper ${index + 1}`
      return { ...document, id: name, name, text: `${document.text}${name}\n`, split }
    }),
  )
  return { ...smallCorpus, documents }
}
