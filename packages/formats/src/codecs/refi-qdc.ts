import { holdsNothing } from '../corpus/holds.ts'
import { codebookHolds } from '../refi/codebook.ts'
import { readProjects } from '../refi/read-project.ts'
import { writeCodebook } from '../refi/write-codebook.ts'
import type { CorpusCodec } from './codec-definition.ts'

/** Codebooks of REFI-QDA, which tools for qualitative analysis exchange before anything is coded. */
export const refiQdcCodec: CorpusCodec = {
  via: 'corpus',
  id: 'refi-qdc',
  title: 'REFI-QDA codebook',
  fileExtension: '.qdc',
  mediaType: 'application/xml',
  keeps:
    'Only the codebook: entity types, relations, topics and document fields as codes, with definitions, colours and what is part of what. Not: documents, annotations, entities, propositions, own fields, guidelines.',
  offsetUnit: 'none',
  carrier: 'file',
  holds: { ...holdsNothing, labels: codebookHolds },
  looksLike: (path) => /\.qdc$/i.test(path),
  write: writeCodebook,
  read: (input, { tools }) => readProjects(input, tools),
}
