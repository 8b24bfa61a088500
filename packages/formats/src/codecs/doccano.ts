import { holdsEverything } from '../corpus/holds.ts'
import { readDoccanoLines } from '../doccano/read-lines.ts'
import { writeDoccanoLines } from '../doccano/write-lines.ts'
import type { CorpusCodec } from './codec-definition.ts'

/** JSON lines of doccano: a text with labelled spans and relations between them. */
export const doccanoCodec: CorpusCodec = {
  via: 'corpus',
  id: 'doccano',
  title: 'doccano',
  fileExtension: '.jsonl',
  mediaType: 'application/jsonl',
  keeps:
    'Spans and relations as doccano has them, the rest in a field of our own. Not: annotations of several people side by side.',
  offsetUnit: 'code-points',
  opensWith: /"(?:label|labels|entities|annotations)"\s*:\s*\[/,
  carrier: 'file',
  holds: { ...holdsEverything, annotators: false, headAlone: false },
  looksLike: (path) => /\.jsonl?$/i.test(path),
  write: writeDoccanoLines,
  read: readDoccanoLines,
}
