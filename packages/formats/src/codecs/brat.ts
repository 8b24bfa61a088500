import { readFolder } from '../brat/read-folder.ts'
import { isHeldPassage } from '../brat/roles.ts'
import { FileNames } from '../brat/safe-names.ts'
import { writeFolder } from '../brat/write-folder.ts'
import { facets } from '../corpus/facets.ts'
import { holdsEverything } from '../corpus/holds.ts'
import { tellName } from '../corpus/tell-name.ts'
import { tidyDocument } from '../corpus/tidy-document.ts'
import type { CorpusCodec } from './codec-definition.ts'

/** Standoff annotation of the brat rapid annotation tool: docs/formats/brat.md. */
export const bratCodec: CorpusCodec = {
  via: 'corpus',
  id: 'brat',
  title: 'brat standoff',
  fileExtension: '.zip',
  mediaType: 'application/zip',
  keeps:
    'A folder of texts with mentions, claims, stances and relations beside them. Entities and propositions are lists of their own.',
  offsetUnit: 'code-points',
  carrier: 'folder',
  holds: {
    ...holdsEverything,
    labels: { entityType: ['parent'], relationType: [] },
    attributeList: false,
    kinds: ['mention', 'claim', 'stance', 'relation'],
    values: Object.values(facets).flatMap(({ values }) => values),
    links: Object.values(facets).flatMap(({ links }) => links),
    meta: [],
    zones: false,
    ids: false,
  },
  looksLike: (path) => /\.(?:ann|a1|a2)$|(?:^|\/)annotation\.conf$/.test(path),
  adapt: (document, _, ledger) => {
    tellName(document, new FileNames().claim(document.name, 'document'), ledger)
    return tidyDocument(document, ledger, isHeldPassage)
  },
  write: writeFolder,
  read: readFolder,
}
