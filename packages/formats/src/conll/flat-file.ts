import { ok } from '@parallax/domain'
import type {
  CodecInput,
  CorpusCodec,
  CorpusOutcome,
  FilePiece,
  WriteContext,
} from '../codecs/codec-definition.ts'
import type { CorpusDocument, CorpusSource } from '../corpus/corpus.ts'
import { type Holds, holdsNothing } from '../corpus/holds.ts'
import { Ledger } from '../corpus/ledger.ts'
import { columnLosses } from './column-losses.ts'
import { documentOfWords, joinedNote } from './document-of-words.ts'
import { type BlockMarks, readBlocks } from './read-blocks.ts'
import { iob2Of, type Run, runsOf } from './tags.ts'
import {
  isTokenised,
  placedMentions,
  type TokenisedDocument,
  tokenise,
  withPlainLabels,
} from './tokenised.ts'

/** One tag for each word: mentions apart from each other, and nothing else. */
export const flatHolds: Holds = { ...holdsNothing, documents: true, kinds: ['mention'] }

export const flatAdapt: NonNullable<CorpusCodec['adapt']> = (document, { tools }, ledger) =>
  withPlainLabels(tokenise(document, flatHolds, tools, ledger), /\s+/g, ledger)

/** A document as it was adapted, or made into words now. */
export function asTokenised(
  document: CorpusDocument,
  holds: Holds,
  { tools }: WriteContext,
): TokenisedDocument {
  return isTokenised(document) ? document : tokenise(document, holds, tools, new Ledger())
}

/** The lines of words of a corpus; `row` is the line of a word with its tag. */
export async function* writeFlat(
  { documents }: CorpusSource,
  context: WriteContext,
  path: string,
  {
    heading,
    row,
  }: { readonly heading: string; readonly row: (word: string, tag: string) => string },
): AsyncGenerator<FilePiece> {
  for await (const each of documents()) {
    const document = asTokenised(each, flatHolds, context)
    const runs: Run[][] = document.sentences.map(() => [])
    for (const { annotation, sentence, start, end } of placedMentions(document))
      runs[sentence]?.push({ start, end, label: annotation.label ?? '' })
    const blocks = document.sentences.map((words, index) => {
      const tags = iob2Of(words.length, runs[index] ?? [])
      return words.map((word, at) => `${row(word, tags[at] ?? 'O')}\n`).join('')
    })
    yield { path, content: [`${heading}\n`, ...blocks].map((block) => `${block}\n`).join('') }
  }
}

const marks: BlockMarks = {
  wordColumn: 0,
  evenIn: 'document',
  begins: (line) => line.startsWith('-DOCSTART-'),
  ends: () => false,
}

const isBetween = (column: number, cells: readonly string[]) =>
  column > 0 && column < cells.length - 1

/** What is in files of words with their tag in the last column. */
export async function* readFlat({ files }: CodecInput): AsyncGenerator<CorpusOutcome> {
  for (const file of files)
    for await (const block of readBlocks(file, marks)) {
      if (!block.ok) {
        yield block
        continue
      }
      const runs = block.value.sentences.flatMap((rows, sentence) =>
        runsOf(rows.map(({ cells }) => (cells.length > 1 ? (cells.at(-1) ?? '') : 'O'))).map(
          (run) => ({ ...run, sentence }),
        ),
      )
      const document = documentOfWords(block.value, runs)
      yield ok({ item: 'note', note: joinedNote })
      yield* columnLosses(block.value, document.name, isBetween)
      yield ok({ item: 'document', document })
    }
}
