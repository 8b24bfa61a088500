import { holdsEverything } from '../corpus/holds.ts'
import { readProdigyTasks } from '../prodigy/read-tasks.ts'
import { writeProdigyTasks } from '../prodigy/write-tasks.ts'
import type { CorpusCodec } from './codec-definition.ts'

/** JSON lines of Prodigy, which spaCy loads as well. */
export const prodigyCodec: CorpusCodec = {
  via: 'corpus',
  id: 'prodigy',
  title: 'Prodigy and spaCy',
  fileExtension: '.jsonl',
  mediaType: 'application/jsonl',
  keeps:
    'Everything: a line per document and annotator with spans, relations, words and categories, the rest in fields of our own.',
  offsetUnit: 'code-points',
  opensWith: /"(?:spans|_input_hash|_task_hash|answer)"\s*:/,
  carrier: 'file',
  holds: { ...holdsEverything, headAlone: false },
  looksLike: (path) => /\.jsonl$/i.test(path),
  write: writeProdigyTasks,
  read: readProdigyTasks,
}
