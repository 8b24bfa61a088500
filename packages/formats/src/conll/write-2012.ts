import type { FilePiece, WriteContext } from '../codecs/codec-definition.ts'
import type { CorpusSource } from '../corpus/corpus.ts'
import type { Holds } from '../corpus/holds.ts'
import { claimName } from '../corpus/unique-names.ts'
import { type BracketSpan, writeBrackets, writeChains } from './brackets.ts'
import { ChainNumbers, namedEntities } from './coreference.ts'
import { asTokenised } from './flat-file.ts'
import { placedMentions, type TokenisedDocument } from './tokenised.ts'

/** Documents with named entities and coreference, each between its lines `#begin` and `#end`. */
export async function* write2012(
  { documents }: CorpusSource,
  context: WriteContext,
  path: string,
  holds: Holds,
): AsyncGenerator<FilePiece> {
  const taken = new Map<string, number>()
  for await (const document of documents()) {
    const plain = document.name.replace(/[\s();]+/g, '_') || 'document'
    const name = claimName(taken, '', plain).replace(/ \((\d+)\)$/, '_$1')
    const sentences = linesOf(asTokenised(document, holds, context), name)
    const content = [`#begin document (${name}); part 000\n`, ...sentences, '#end document\n'].join(
      '',
    )
    yield { path, content }
  }
}

function linesOf(document: TokenisedDocument, name: string): readonly string[] {
  const named = namedEntities(document.layers.flatMap(({ annotations }) => annotations))
  const numbers = new ChainNumbers()
  const entities: BracketSpan[][] = document.sentences.map(() => [])
  const chains: BracketSpan[][] = document.sentences.map(() => [])
  for (const { annotation, sentence, start, end } of placedMentions(document)) {
    const label = annotation.label ?? ''
    if (named.has(annotation)) entities[sentence]?.push({ start, end, label })
    for (const { to } of annotation.links)
      chains[sentence]?.push({ start, end, label: numbers.of(to.id) })
  }
  return document.sentences.map((words, sentence) => {
    const entity = writeBrackets(words.length, entities[sentence] ?? [])
    const chain = writeChains(words.length, chains[sentence] ?? [])
    const rows = words.map((word, at) => {
      const before = [name, '0', String(at), word, '-', '*', '-', '-', '-', '-']
      return `${[...before, entity[at], chain[at]].join('\t')}\n`
    })
    return `${rows.join('')}\n`
  })
}
