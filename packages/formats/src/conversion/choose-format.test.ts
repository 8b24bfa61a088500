import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collect, filesOf, textFile } from '../../test/codec-laws.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { someCorpus } from '../../test/some-corpus.ts'
import { codecs, corpusCodecs } from '../codecs/registry.ts'
import { chooseFormat, likelyFormats } from './choose-format.ts'
import { convertFiles } from './convert-files.ts'

const all = Object.values(codecs)
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

test('a format is found out by what most of the files are', () => {
  const ids = (...paths: string[]) =>
    likelyFormats(
      paths.map((path) => textFile(path, '')),
      all,
    ).map(({ id }) => id)
  expect(ids('a.txt', 'a.ann', 'b.txt', 'b.ann', 'expected.json')).toEqual(['brat'])
  expect(ids('picture.png')).toEqual([])
  expect(ids('a.jsonl')).toContain('parallax')
})

test.each(['parallax', 'doccano', 'prodigy', 'label-studio', 'uima-json', 'w3c'])(
  'what %s writes is found out to be that',
  (id) =>
    fc.assert(
      fc.asyncProperty(someCorpus, async (some) => {
        const [first] = some.documents
        const hasAnnotations = first?.layers.some(({ annotations }) => annotations.length > 0)
        fc.pre(hasAnnotations === true)
        const from = named('uima-json')
        const input = { files: await filesOf(corpus('uima-json'), some) }
        const wish = { tools: plainTools, name: 'River', at: '2030-01-01T00:00:00.000Z' }
        const made = await convertFiles({ ...wish, from, to: named(id), input })
        const pieces = await collect(made.pieces())
        const paths = [...new Set(pieces.map(({ path }) => path))]
        const files = paths.map((path) => {
          const own = pieces.filter((piece) => piece.path === path)
          return textFile(path, own.map(({ content }) => String(content)).join(''))
        })
        expect((await chooseFormat(files, all)).map((codec) => codec.id)).toContain(id)
      }),
      { numRuns: 5 },
    ),
)
