import type { CorpusCodec, FilePiece } from '../codecs/codec-definition.ts'
import type { CorpusDocument, CorpusSource } from '../corpus/corpus.ts'
import { type Holds, holdsEverything } from '../corpus/holds.ts'
import { withLastSourcesOnly } from '../corpus/last-sources.ts'
import type { Ledger } from '../corpus/ledger.ts'
import { countNetworks } from './count-networks.ts'
import type { Network } from './network.ts'
import { hasStatements, withNamedOutlets, withStatements } from './stating.ts'

/**
 * What of a corpus goes into a network: who claims what and who thinks what of whom, as counts.
 * Places in texts, documents and people who annotated are not in it.
 */
const holds: Holds = {
  ...holdsEverything,
  kinds: ['claim', 'stance'],
  values: ['polarity', 'value', 'holder', 'topic'],
  attributes: false,
  links: ['proposition', 'holder', 'target'],
  passages: false,
  chains: true,
  entities: 'names',
  propositions: 'names',
  labels: {},
  attributeList: false,
  meta: ['publisher', 'agency'],
  zones: false,
  annotators: false,
  signatures: false,
  ids: false,
}

/** A format of networks: a folder with a file for each. It is only written. */
export function networkCodec(
  face: Pick<CorpusCodec, 'id' | 'title'>,
  fileOf: (network: Network) => string,
): CorpusCodec {
  return {
    via: 'corpus',
    ...face,
    fileExtension: '.zip',
    mediaType: 'application/zip',
    keeps:
      'Networks of who claims what, who holds which stance to whom, and who agrees with whom, as counts. Not: texts, places, people who annotated.',
    offsetUnit: 'none',
    carrier: 'folder',
    holds,
    looksLike: () => false,
    adapt: statementsOnly,
    write: (source) => writeNetworks(source, face.id, fileOf),
    read: null,
  }
}

/** Of a document only what somebody says of something stays, and of that the counts. */
function statementsOnly(
  document: CorpusDocument,
  _: unknown,
  ledger: Ledger,
): CorpusDocument | undefined {
  if (!hasStatements(document)) return undefined
  return tellCounted(withNamedOutlets(withStatements(document, ledger), ledger), ledger)
}

function tellCounted(document: CorpusDocument, ledger: Ledger): CorpusDocument {
  const place = { document: document.name, range: null, what: 'text' }
  ledger.lose({ how: 'changed', kind: 'document', reason: 'text-not-held', place, count: 1 })
  return withLastSourcesOnly(document, ledger)
}

async function* writeNetworks(
  source: CorpusSource,
  extension: string,
  fileOf: (network: Network) => string,
): AsyncGenerator<FilePiece> {
  for (const network of await countNetworks(source))
    yield { path: `${network.id}.${extension}`, content: fileOf(network) }
}
