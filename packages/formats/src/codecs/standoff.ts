import { standoffLines } from '../parallax/standoff-lines.ts'
import type { ProjectCodec } from './codec-definition.ts'
import { parallaxCodec } from './parallax.ts'

/**
 * The native format without the articles' texts, for who may not pass them on: places and hashes
 * stay, so that whoever has the texts can put them back.
 */
export const standoffCodec: ProjectCodec = {
  via: 'project',
  id: 'standoff',
  title: 'Parallax without texts',
  fileExtension: '.standoff.jsonl',
  mediaType: 'application/x-ndjson',
  keeps:
    'Everything but the texts of the documents: places and hashes are there, and “parallax hydrate” puts the texts back from copies of your own.',
  keepsKind: 'all',
  leavesTexts: true,
  offsetUnit: 'utf16',
  write: (source) => standoffLines(parallaxCodec.write?.(source) ?? nothing()),
  read: null,
}

async function* nothing(): AsyncGenerator<string> {
  yield* []
}
