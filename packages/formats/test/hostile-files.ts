import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CorpusCodec, InputFile } from '../src/codecs/codec-definition.ts'
import { Ledger } from '../src/corpus/ledger.ts'
import { readCorpus } from '../src/corpus/read-corpus.ts'
import { filesOf, textFile } from './codec-laws.ts'
import { plainTools } from './plain-tools.ts'
import { someCorpus } from './some-corpus.ts'

/** Signs that end things, begin things, or are not what they seem. */
const signs = [
  '',
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ',',
  '\t',
  '\n',
  '0',
  '-1',
  '1e999',
  'null',
  '__proto__',
  '\u0000',
  '\ud800',
  '💥',
]

const spoiling = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(9),
    put: fc.constantFrom(...signs),
  }),
  { minLength: 1, maxLength: 4 },
)

/** Files of a codec's own making with a few places spoilt are read to their end; nothing throws. */
export function describeHostileFiles(codec: CorpusCodec, numRuns = 60): void {
  describe(`${codec.id} and spoilt files`, () => {
    test('are read to the end', () =>
      fc.assert(
        fc.asyncProperty(someCorpus, spoiling, async (corpus, spoilt) => {
          const files = (await filesOf(codec, corpus)).map((file) => spoil(file, spoilt))
          const { problemCount } = await readCorpus(
            codec,
            { files },
            { tools: plainTools },
            new Ledger(),
          )
          expect(problemCount).toBeGreaterThanOrEqual(0)
        }),
        { numRuns },
      ))
  })
}

type Spoiling = readonly { readonly at: number; readonly cut: number; readonly put: string }[]

function spoil(
  file: InputFile & { readonly pieces: readonly (string | Uint8Array)[] },
  places: Spoiling,
): InputFile {
  if (file.pieces.some((piece) => typeof piece !== 'string')) return spoilBytes(file, places)
  let text = file.pieces.map(String).join('')
  for (const { at, cut, put } of places) {
    const from = Math.floor(at * text.length)
    text = text.slice(0, from) + put + text.slice(from + cut)
  }
  return textFile(file.path, text)
}

/** The same file with a few of its bytes being others, its end cut off now and then. */
function spoilBytes(file: InputFile, places: Spoiling): InputFile {
  return {
    ...file,
    content: async () => {
      const bytes = (await file.content()).slice()
      for (const { at, cut, put } of places) {
        const from = Math.floor(at * bytes.length)
        bytes[from] = ((bytes[from] ?? 0) + 1 + cut * 29 + put.length) % 256
      }
      const isCut = places.length === 1 && places.every(({ cut }) => cut === 0)
      return isCut ? bytes.slice(0, bytes.length - 1) : bytes
    },
  }
}
