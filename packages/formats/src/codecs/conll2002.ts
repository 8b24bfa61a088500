import { flatAdapt, flatHolds, readFlat, writeFlat } from '../conll/flat-file.ts'
import type { CorpusCodec } from './codec-definition.ts'

/** The two columns of the CoNLL-2002 task: docs/formats/conll.md. */
export const conll2002Codec: CorpusCodec = {
  via: 'corpus',
  id: 'conll2002',
  title: 'CoNLL-2002',
  fileExtension: '.conll',
  mediaType: 'text/plain',
  keeps: 'One word a line with its tag, two columns. Only mentions, on whole words.',
  offsetUnit: 'tokens',
  carrier: 'file',
  holds: flatHolds,
  opensWith: /^\s*(?!#)\S+[ \t]+\S+[ \t]*\r?\n/,
  looksLike: (path) => /\.(?:conll|conll2002|iob2?|bio)$/.test(path),
  adapt: flatAdapt,
  write: (source, context) =>
    writeFlat(source, context, 'corpus.conll', {
      heading: '-DOCSTART- O',
      row: (word, tag) => `${word} ${tag}`,
    }),
  read: readFlat,
}
