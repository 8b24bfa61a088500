import { refuse } from '@parallax/domain'
import { holdsEverything } from '../corpus/holds.ts'
import { readText } from '../corpus/read-text.ts'
import { readJsonCas, writeJsonCas } from '../uima/json-cas.ts'
import { readCasFiles } from '../uima/read-folder.ts'
import { writeCasFolder } from '../uima/write-folder.ts'
import type { CorpusCodec } from './codec-definition.ts'

/** UIMA CAS JSON 0.4, one file per document and annotator in folders as INCEpTION has them. */
export const uimaJsonCodec: CorpusCodec = {
  via: 'corpus',
  id: 'uima-json',
  title: 'UIMA CAS JSON',
  fileExtension: '.zip',
  mediaType: 'application/zip',
  keeps:
    'Everything but comments and history, as types of our own on those of DKPro and INCEpTION.',
  offsetUnit: 'utf16',
  opensWith: /"%(?:TYPES|FEATURE_STRUCTURES|VIEWS)"/,
  carrier: 'folder',
  holds: holdsEverything,
  looksLike: (path) => /\.json$/i.test(path),
  write: (source) => writeCasFolder(source, '.json', writeJsonCas),
  read: ({ files }) =>
    readCasFiles(
      files
        .filter(({ path }) => /\.json$/i.test(path))
        .map((file) => ({
          path: file.path,
          load: async () => {
            const text = await readText(file)
            return text.ok ? readJsonCas(text.value) : refuse(text.reason.message)
          },
        })),
    ),
}
