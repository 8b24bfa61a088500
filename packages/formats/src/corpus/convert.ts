import type { CorpusCodec, FilePiece, WriteContext } from '../codecs/codec-definition.ts'
import type { CorpusDocument, CorpusSource } from './corpus.ts'
import { HeadTally } from './head-tally.ts'
import { Ledger } from './ledger.ts'
import { loseDocument, narrow, narrowHead } from './narrow.ts'

/**
 * The corpus as `codec` can hold it: what has no place is taken out and told to the ledger, which
 * also hears what went in and what comes out – once, however often the documents are asked for.
 */
export function narrowed(
  source: CorpusSource,
  codec: CorpusCodec,
  context: WriteContext,
  ledger: Ledger,
): CorpusSource {
  const head = narrowHead(source.head, codec.holds)
  let told = ledger
  return {
    head,
    documents: () => {
      const own = told
      told = new Ledger()
      return narrowDocuments(source, codec, context, own)
    },
  }
}

async function* narrowDocuments(
  source: CorpusSource,
  { holds, adapt }: CorpusCodec,
  context: WriteContext,
  ledger: Ledger,
): AsyncGenerator<CorpusDocument> {
  const tally = new HeadTally(source.head, holds)
  let count = 0
  for await (const document of source.documents()) {
    ledger.documentIn(document)
    if (!holds.documents) {
      loseDocument(document, ledger)
      continue
    }
    const held = narrow(document, holds, ledger)
    const adapted = adapt ? adapt(held, context, ledger) : held
    if (!adapted) {
      loseDocument(held, ledger, 'nothing-in-it')
      continue
    }
    ledger.documentOut(adapted)
    tally.hear(adapted)
    count += 1
    yield adapted
  }
  if (count === 0 && !holds.headAlone) tally.tellLost(ledger)
  else tally.tell(ledger)
}

/** The files of a corpus in a format, with what does not fit left out and told to the ledger. */
export function writeCorpus(
  source: CorpusSource,
  codec: CorpusCodec,
  context: WriteContext,
  ledger: Ledger,
): AsyncIterable<FilePiece> {
  if (!codec.write) throw new Error(`${codec.id} is only read.`)
  return codec.write(narrowed(source, codec, context, ledger), context)
}

/** Only counts what writing would lose: what a screen shows before the download. */
export async function countLosses(
  source: CorpusSource,
  codec: CorpusCodec,
  context: WriteContext,
  ledger: Ledger,
): Promise<void> {
  for await (const _ of narrowed(source, codec, context, ledger).documents());
}
