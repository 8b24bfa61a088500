import { openInput, platformTools } from '@parallax/files'
import { type CorpusDocument, corpusCodecs, Ledger, readCorpus } from '@parallax/formats'
import type { Reading } from './interop-check.ts'

/** Reads a file, folder or archive of a fixture as one of the formats. */
export async function readFixture(place: string, format: string): Promise<Reading> {
  const codec = corpusCodecs[format]
  if (!codec) throw new Error(`There is no format "${format}".`)
  const input = await openInput(place)
  try {
    const ledger = new Ledger()
    const context = { tools: platformTools }
    const { source, problems } = await readCorpus(codec, input, context, ledger)
    const documents: CorpusDocument[] = []
    for await (const document of source.documents()) documents.push(document)
    return { head: source.head, documents, problems, report: ledger.report() }
  } finally {
    await input.close()
  }
}
