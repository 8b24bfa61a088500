import { holdsEverything } from '../corpus/holds.ts'
import { adaptDocument } from '../refi/adapt.ts'
import { codebookHolds } from '../refi/codebook.ts'
import { readProjects } from '../refi/read-project.ts'
import { writeProject } from '../refi/write-project.ts'
import type { CorpusCodec } from './codec-definition.ts'

/** Projects of REFI-QDA, which tools for qualitative analysis exchange. */
export const refiQdaCodec: CorpusCodec = {
  via: 'corpus',
  id: 'refi-qda',
  title: 'REFI-QDA project',
  fileExtension: '.qdpx',
  mediaType: 'application/zip',
  keeps:
    'Nearly everything: annotations as coded passages, relations as links, entities as cases, fields of documents as codes of sources.',
  offsetUnit: 'code-points',
  carrier: 'folder',
  holds: { ...holdsEverything, labels: codebookHolds, attributeList: false, ids: false },
  looksLike: (path) => /\.(qdpx|qde)$/i.test(path),
  adapt: (document, _, ledger) => adaptDocument(document, ledger),
  write: writeProject,
  read: (input, { tools }) => readProjects(input, tools),
}
