import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { CorpusCodec, FilePiece, InputFile } from '../src/codecs/codec-definition.ts'
import { narrowed, writeCorpus } from '../src/corpus/convert.ts'
import type { CorpusDocument } from '../src/corpus/corpus.ts'
import { Ledger, unaccounted } from '../src/corpus/ledger.ts'
import { readCorpus } from '../src/corpus/read-corpus.ts'
import { collect } from './collect.ts'
import { comparableDocument, comparableHead } from './comparable.ts'
import { plainTools } from './plain-tools.ts'
import { type SomeCorpus, someCorpus, sourceOf } from './some-corpus.ts'

export { collect }

const context = { tools: plainTools }

/** What holds for every codec of corpora, on generated corpora with everything in them. */
export function describeCodecLaws(codec: CorpusCodec, numRuns = 30): void {
  // What is only read has no law of its own: it is tried on files of its own.
  if (!codec.write) return
  describe(`the format ${codec.id}`, () => {
    if (codec.write) {
      test('writes the same corpus as the same files', () =>
        forAll(numRuns, async (corpus) => {
          expect(await written(codec, corpus)).toEqual(await written(codec, corpus))
        }))

      test('accounts for everything that goes in', () =>
        forAll(numRuns, async (corpus) => {
          const ledger = new Ledger()
          await collect(writeCorpus(sourceOf(corpus), codec, context, ledger))
          expect(unaccounted(ledger.report())).toEqual([])
        }))
    }
    if (codec.write && codec.read)
      test('reads back all that it can hold', () =>
        forAll(numRuns, (corpus) => expectReadBack(codec, corpus)))
  })
}

/** What a codec writes of a corpus says the same as the corpus, within what it can hold. */
export async function expectReadBack(codec: CorpusCodec, corpus: SomeCorpus): Promise<void> {
  const meant = narrowed(sourceOf(corpus), codec, context, new Ledger())
  const files = await filesOf(codec, corpus)
  const ledger = new Ledger()
  const { source, problems } = await readCorpus(codec, { files }, context, ledger)
  expect(problems).toEqual([])
  expect(ledger.report().dropped).toEqual([])
  const [was, is] = [await collect(meant.documents()), await collect(source.documents())]
  const { holds, carrier } = codec
  const told = (documents: readonly CorpusDocument[], { head }: typeof meant) => {
    const each = documents.map((document) => comparableDocument(document, head, holds))
    // The files of a folder are read in the order of their paths.
    return carrier === 'file' ? each : each.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  }
  expect(told(is, source)).toEqual(told(was, meant))
  const isCarried = holds.headAlone || was.length > 0
  const head = isCarried ? meant.head : emptyHead
  expect(comparableHead(source.head, is, holds)).toEqual(comparableHead(head, was, holds))
}

const emptyHead = { name: '', labels: [], attributes: [], entities: [], propositions: [] }

const keyOf = JSON.stringify

/** A machine that is busy with other things takes its time. */
vi.setConfig({ testTimeout: 60_000 })

function forAll(numRuns: number, law: (corpus: SomeCorpus) => Promise<void>): Promise<void> {
  return fc.assert(fc.asyncProperty(someCorpus, law), { numRuns })
}

async function written(codec: CorpusCodec, corpus: SomeCorpus) {
  return (await filesOf(codec, corpus)).map(({ path, pieces }) => ({
    path,
    pieces: pieces.map(told),
  }))
}

/** Bytes as their number and a sum that tells them apart: compared one by one they take seconds. */
function told(piece: FilePiece['content']): string {
  if (typeof piece === 'string') return piece
  const sum = piece.reduce((before, byte) => (Math.imul(before, 31) + byte) | 0, 7)
  return `${piece.length} bytes, ${sum}`
}

/** What a codec writes, as files that it can be given. */
export async function filesOf(
  codec: CorpusCodec,
  corpus: SomeCorpus,
): Promise<(InputFile & { readonly pieces: readonly FilePiece['content'][] })[]> {
  const pieces = await collect(writeCorpus(sourceOf(corpus), codec, context, new Ledger()))
  const byPath = new Map<string, FilePiece['content'][]>()
  for (const { path, content } of pieces) byPath.set(path, [...(byPath.get(path) ?? []), content])
  return [...byPath]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, parts]) => inputFile(path, parts))
}

function inputFile(path: string, pieces: readonly FilePiece['content'][]) {
  const isText = pieces.every((piece) => typeof piece === 'string')
  return {
    path,
    pieces,
    bytes: pieces.reduce((sum, piece) => sum + piece.length, 0),
    text: async function* () {
      if (!isText) throw new Error(`${path} is not a text.`)
      yield* pieces as readonly string[] // just looked at
    },
    content: async () => joined(pieces.map(bytesOf)),
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function bytesOf(piece: FilePiece['content']): Uint8Array {
  if (typeof piece !== 'string') return piece
  const escaped = encodeURIComponent(piece)
  const bytes = [...escaped.matchAll(/%(..)|[^%]/g)].map(([whole, hex]) =>
    hex === undefined ? whole.charCodeAt(0) : Number.parseInt(hex, 16),
  )
  return Uint8Array.from(bytes)
}

/** A file of text, for examples. */
export function textFile(path: string, text: string): InputFile {
  return inputFile(path, [text])
}
