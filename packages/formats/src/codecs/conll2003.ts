import { flatAdapt, flatHolds, readFlat, writeFlat } from '../conll/flat-file.ts'
import type { CorpusCodec } from './codec-definition.ts'

/** The four columns of the CoNLL-2003 task: docs/formats/conll.md. */
export const conll2003Codec: CorpusCodec = {
  via: 'corpus',
  id: 'conll2003',
  title: 'CoNLL-2003',
  fileExtension: '.conll',
  mediaType: 'text/plain',
  keeps: 'One word a line with its tag, four columns. Only mentions, on whole words.',
  offsetUnit: 'tokens',
  carrier: 'file',
  holds: flatHolds,
  opensWith: /^\s*(?!#)\S+(?:[ \t]+\S+){2,}[ \t]*\r?\n/,
  looksLike: (path) => /\.(?:conll|conll2003|iob|bio)$/.test(path),
  adapt: flatAdapt,
  write: (source, context) =>
    writeFlat(source, context, 'corpus.conll', {
      heading: '-DOCSTART- -X- O O',
      row: (word, tag) => `${word} -X- O ${tag}`,
    }),
  read: readFlat,
}
