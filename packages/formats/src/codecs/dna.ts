import { holdsEverything } from '../corpus/holds.ts'
import { readDatabases } from '../dna/read-database.ts'
import type { CorpusCodec } from './codec-definition.ts'

/** Databases of the Discourse Network Analyzer. */
export const dnaCodec: CorpusCodec = {
  via: 'corpus',
  id: 'dna',
  title: 'Discourse Network Analyzer',
  fileExtension: '.dna',
  mediaType: 'application/vnd.sqlite3',
  keeps: 'Statements of actors about concepts, with agreement, by several coders.',
  offsetUnit: 'utf16',
  carrier: 'file',
  holds: {
    ...holdsEverything,
    labels: {},
    attributeList: false,
    kinds: ['mention', 'claim', 'stance', 'documentLabel'],
    discontinuous: false,
    values: ['polarity', 'value', 'explicitness', 'values'],
    links: ['proposition', 'holder', 'target', 'claim'],
    passages: false,
    meta: ['title', 'publisher', 'byline', 'publishedAt'],
    zones: false,
    signatures: false,
    ids: false,
  },
  looksLike: (path) => /\.dna$/i.test(path),
  write: null,
  read: readDatabases,
}
