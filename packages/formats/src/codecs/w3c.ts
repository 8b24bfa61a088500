import type { CorpusSource } from '../corpus/corpus.ts'
import { FileNames } from '../corpus/file-names.ts'
import { holdsEverything } from '../corpus/holds.ts'
import { readAnnotations } from '../w3c/read-folder.ts'
import { writeVocabulary } from '../w3c/vocabulary.ts'
import { writeDocument } from '../w3c/write-document.ts'
import type { CorpusCodec, FilePiece, WriteContext } from './codec-definition.ts'

/** Web Annotations of the W3C as JSON-LD, one collection per document with its text beside it. */
export const w3cCodec: CorpusCodec = {
  via: 'corpus',
  id: 'w3c',
  title: 'W3C Web Annotation (JSON-LD)',
  fileExtension: '.zip',
  mediaType: 'application/zip',
  keeps:
    'Everything but comments and history: texts as files, annotations with words and positions.',
  offsetUnit: 'utf16',
  choosesUnit: true,
  opensWith: /anno\.jsonld|"Annotation(?:Page|Collection)?"/,
  carrier: 'folder',
  holds: holdsEverything,
  looksLike: (path) => /\.jsonld$/i.test(path),
  write: writeFolder,
  read: readAnnotations,
}

async function* writeFolder(
  { head, documents }: CorpusSource,
  { offsetUnit = 'utf16' }: WriteContext,
): AsyncGenerator<FilePiece> {
  yield { path: 'vocabulary.jsonld', content: writeVocabulary(head) }
  const names = new FileNames()
  for await (const document of documents()) {
    const name = names.claim(document.name)
    yield { path: `documents/${name}.txt`, content: document.text }
    for (const content of writeDocument(document, `${name}.txt`, offsetUnit))
      yield { path: `documents/${name}.jsonld`, content }
  }
}
