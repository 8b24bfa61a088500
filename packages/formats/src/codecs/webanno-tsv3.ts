import { FileNames } from '../corpus/file-names.ts'
import { holdsEverything } from '../corpus/holds.ts'
import { tellName } from '../corpus/tell-name.ts'
import { fitDocument } from '../webanno-tsv/fit-document.ts'
import { readTsvFiles } from '../webanno-tsv/read-files.ts'
import { writeTsvFiles } from '../webanno-tsv/write-files.ts'
import type { CorpusCodec } from './codec-definition.ts'

/** WebAnno's table of words, version 3: docs/formats/webanno-tsv3.md. */
export const webannoTsv3Codec: CorpusCodec = {
  via: 'corpus',
  id: 'webanno-tsv3',
  title: 'WebAnno TSV 3',
  fileExtension: '.zip',
  mediaType: 'application/zip',
  keeps:
    'A table of words for each document and annotator, as WebAnno and INCEpTION have it, with mentions, what they are and relations between them.',
  offsetUnit: 'utf16',
  carrier: 'folder',
  holds: {
    ...holdsEverything,
    labels: {},
    attributeList: false,
    kinds: ['mention', 'relation'],
    discontinuous: false,
    values: ['level', 'figure', 'note', 'origin'],
    links: ['entity', 'from', 'to'],
    passages: false,
    chains: false,
    entities: 'names',
    propositions: 'none',
    meta: [],
    zones: false,
    signatures: false,
    ids: false,
  },
  opensWith: /^#FORMAT=WebAnno TSV/,
  looksLike: (path) => path.endsWith('.tsv'),
  adapt: (document, { tools }, ledger) => {
    tellName(document, new FileNames().claim(document.name), ledger)
    return fitDocument(document, tools, ledger)
  },
  write: writeTsvFiles,
  read: readTsvFiles,
}
