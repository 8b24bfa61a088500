import { holdsEverything } from '../corpus/holds.ts'
import { readTasks } from '../label-studio/read-tasks.ts'
import { writeTasks } from '../label-studio/write-tasks.ts'
import type { CorpusCodec } from './codec-definition.ts'

/** Tasks of Label Studio with the configuration that shows them. */
export const labelStudioCodec: CorpusCodec = {
  via: 'corpus',
  id: 'label-studio',
  title: 'Label Studio',
  fileExtension: '.zip',
  mediaType: 'application/zip',
  keeps:
    'Everything: spans, relations and choices as Label Studio has them, the rest in fields of our own that it passes over.',
  offsetUnit: 'code-points',
  opensWith: /"(?:annotations|predictions|completions)"\s*:/,
  carrier: 'folder',
  holds: { ...holdsEverything, headAlone: false },
  looksLike: (path) => /\.json$/i.test(path),
  write: writeTasks,
  read: readTasks,
}
