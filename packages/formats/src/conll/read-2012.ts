import { ok, refuse } from '@parallax/domain'
import type { CodecInput, CorpusOutcome } from '../codecs/codec-definition.ts'
import type { CorpusEntity, Link, Loss } from '../corpus/corpus.ts'
import { plainEntity } from '../corpus/plain-entity.ts'
import { type BracketReading, type BracketSpan, readBrackets, readChains } from './brackets.ts'
import { columnLosses } from './column-losses.ts'
import { bareLabel } from './coreference.ts'
import { documentId, documentOfWords, joinedNote, type MentionRun } from './document-of-words.ts'
import { type Block, type BlockMarks, type Row, readBlocks } from './read-blocks.ts'

const marks: BlockMarks = {
  wordColumn: 3,
  evenIn: 'sentence',
  begins: (line) => line.startsWith('#begin document'),
  ends: (line) => line.startsWith('#end document'),
}

/** The column of named entities, where the file is wide enough to have one. */
const entityColumn = 10

/** What is in files of the CoNLL-2012 task: named entities, and mentions by what they are of. */
export async function* read2012({ files }: CodecInput): AsyncGenerator<CorpusOutcome> {
  for (const file of files)
    for await (const block of readBlocks(file, marks)) {
      if (block.ok) yield* readBlock(block.value)
      else yield block
    }
}

function* readBlock(block: Block): Generator<CorpusOutcome> {
  const found = new MentionsOfBlock(block)
  for (const [sentence, rows] of block.sentences.entries()) {
    const read = (column: readonly string[], reading: BracketReading) =>
      reading.unmatched.map((at) => {
        const line = rows[at]?.line ?? 0
        const message = `The bracket in ${JSON.stringify(column[at] ?? '')} has no other.`
        return refuse({ file: block.file, line, message })
      })
    const entities = rows.map(({ cells }) =>
      cells.length >= 12 ? (cells[entityColumn] ?? '') : '',
    )
    const chains = rows.map(({ cells }) => cells.at(-1) ?? '')
    const [named, coreferent] = [readBrackets(entities), readChains(chains)]
    yield* [...read(entities, named), ...read(chains, coreferent)]
    for (const span of named.spans) found.named(sentence, span)
    for (const span of coreferent.spans) found.coreferent(sentence, span)
  }
  const document = documentOfWords(block, found.runs, nameOf(block))
  yield ok({ item: 'note', note: joinedNote })
  for (const entity of found.entities()) yield ok({ item: 'entity', entity })
  yield* found.losses(document.name)
  yield* columnLosses(
    block,
    document.name,
    (column, cells) => column > 3 && column < cells.length - 1 && column !== entityColumn,
  )
  yield ok({ item: 'document', document })
}

function nameOf({ heading }: Block): string | undefined {
  const [, name, part] =
    /^#begin document\s*\((.*)\)(?:;\s*part\s*(\d+))?/.exec(heading ?? '') ?? []
  if (!name) return undefined
  return Number(part ?? 0) === 0 ? name : `${name} part ${Number(part)}`
}

type Found = {
  readonly sentence: number
  readonly start: number
  readonly end: number
  readonly labels: string[]
  readonly chains: string[]
}

/** Mentions by their places: the two columns speak of the same. */
class MentionsOfBlock {
  readonly #id: string
  readonly #found = new Map<string, Found>()
  readonly #first = new Map<string, Found>()
  readonly #sentences: readonly (readonly Row[])[]
  #twins = 0

  constructor(block: Block) {
    this.#id = documentId(block)
    this.#sentences = block.sentences
  }

  named(sentence: number, span: BracketSpan): void {
    this.#at(sentence, span).labels.push(span.label)
  }

  coreferent(sentence: number, span: BracketSpan): void {
    const found = this.#at(sentence, span)
    if (found.chains.includes(span.label)) this.#twins += 1
    else found.chains.push(span.label)
    if (!this.#first.has(span.label)) this.#first.set(span.label, found)
  }

  #at(sentence: number, { start, end }: BracketSpan): Found {
    const key = `${sentence} ${start} ${end}`
    const known = this.#found.get(key) ?? { sentence, start, end, labels: [], chains: [] }
    this.#found.set(key, known)
    return known
  }

  /** A mention for each place; a second label in one place is a mention of its own. */
  get runs(): readonly MentionRun[] {
    return this.#inOrder().flatMap(({ labels, chains, ...place }) => {
      const links = chains.map((chain): Link => {
        return { role: 'entity', to: { kind: 'entity', id: this.#entityId(chain) } }
      })
      const [first = bareLabel, ...others] = labels
      return [{ ...place, label: first, links }, ...others.map((label) => ({ ...place, label }))]
    })
  }

  #inOrder(): readonly Found[] {
    return [...this.#found.values()].sort(
      (a, b) => a.sentence - b.sentence || a.start - b.start || b.end - a.end,
    )
  }

  #entityId(chain: string): string {
    return `${this.#id} ${chain}`
  }

  /** An entity for each chain, named after its first mention. */
  entities(): readonly CorpusEntity[] {
    return [...this.#first].map(([chain, { sentence, start, end, labels }]) => {
      const words = this.#sentences[sentence]?.slice(start, end).map(({ word }) => word) ?? []
      const name = words.join(' ')
      return plainEntity({ id: this.#entityId(chain), name, type: labels[0] ?? bareLabel })
    })
  }

  *losses(document: string): Generator<CorpusOutcome> {
    if (this.#twins === 0) return
    const place = { document, range: null, what: 'coreference' }
    const loss: Loss = {
      how: 'dropped',
      kind: 'mention',
      reason: 'duplicate',
      place,
      count: this.#twins,
    }
    yield ok({ item: 'loss', loss })
  }
}
