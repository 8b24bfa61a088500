import { holdsEverything } from '../corpus/holds.ts'
import { readFolder } from '../huggingface/read-folder.ts'
import { writeFolder } from '../huggingface/write-folder.ts'
import type { CorpusCodec } from './codec-definition.ts'

/** A dataset as Hugging Face's library loads it: tables in parquet, and a card. */
export const huggingfaceCodec: CorpusCodec = {
  via: 'corpus',
  id: 'huggingface',
  title: 'Hugging Face dataset',
  fileExtension: '.zip',
  mediaType: 'application/zip',
  keeps:
    'Everything: a row per document with its annotations as lists, and tables of entities and propositions.',
  offsetUnit: 'code-points',
  carrier: 'folder',
  holds: { ...holdsEverything, splits: true },
  looksLike: (path) => /\.parquet$/i.test(path),
  write: writeFolder,
  read: readFolder,
}
