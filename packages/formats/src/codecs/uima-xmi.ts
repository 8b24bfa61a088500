import type { CorpusSource } from '../corpus/corpus.ts'
import { holdsEverything } from '../corpus/holds.ts'
import { ownTypes } from '../uima/own-types.ts'
import { readXmiFolder } from '../uima/read-xmi-folder.ts'
import { writeTypeSystem } from '../uima/type-system.ts'
import { writeCasFolder } from '../uima/write-folder.ts'
import { writeXmi } from '../uima/write-xmi.ts'
import { sayableDocument } from '../xml/sayable-document.ts'
import type { CorpusCodec, FilePiece } from './codec-definition.ts'

/** UIMA CAS as XMI with its type system: what `uima-json` holds, for tools that read XML. */
export const uimaXmiCodec: CorpusCodec = {
  via: 'corpus',
  id: 'uima-xmi',
  title: 'UIMA CAS XMI',
  fileExtension: '.zip',
  mediaType: 'application/zip',
  keeps:
    'Everything but comments and history, as types of our own on those of DKPro and INCEpTION.',
  offsetUnit: 'utf16',
  carrier: 'folder',
  holds: holdsEverything,
  looksLike: (path) => /\.xmi$/i.test(path),
  adapt: (document, _, ledger) => sayableDocument(document, ledger),
  write: writeFolder,
  read: ({ files }) => readXmiFolder(files),
}

async function* writeFolder(source: CorpusSource): AsyncGenerator<FilePiece> {
  yield { path: 'TypeSystem.xml', content: writeTypeSystem(ownTypes) }
  yield* writeCasFolder(source, '.xmi', writeXmi)
}
