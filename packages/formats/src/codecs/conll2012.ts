import { fitColumns } from '../conll/coreference.ts'
import { flatHolds } from '../conll/flat-file.ts'
import { read2012 } from '../conll/read-2012.ts'
import { tokenise, withPlainLabels } from '../conll/tokenised.ts'
import { write2012 } from '../conll/write-2012.ts'
import type { Holds } from '../corpus/holds.ts'
import type { CorpusCodec } from './codec-definition.ts'

const holds: Holds = {
  ...flatHolds,
  nested: true,
  overlapping: true,
  links: ['entity'],
  entities: 'chains',
}

/** Named entities and coreference as in the CoNLL-2012 task: docs/formats/conll.md. */
export const conll2012Codec: CorpusCodec = {
  via: 'corpus',
  id: 'conll2012',
  title: 'CoNLL-2012',
  fileExtension: '.conll',
  mediaType: 'text/plain',
  keeps:
    'One word a line, with named entities and with numbers for mentions of the same entity. Only mentions, on whole words.',
  offsetUnit: 'tokens',
  carrier: 'file',
  holds,
  opensWith: /^#begin document/,
  looksLike: (path) => /(?:\.conll|\.conll2012|(?:gold|auto)_conll|\.key)$/.test(path),
  adapt: (document, { tools }, ledger) =>
    fitColumns(
      withPlainLabels(tokenise(document, holds, tools, ledger), /[\s()*|]+/g, ledger),
      ledger,
    ),
  write: (source, context) => write2012(source, context, 'corpus.conll', holds),
  read: read2012,
}
