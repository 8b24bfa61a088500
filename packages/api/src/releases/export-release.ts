import type { StoredRelease } from '@parallax/db'
import { type ProjectCodecId, projectCodecs } from '@parallax/formats'
import { inPieces } from '../exchange/export-project.ts'
import type { BlobStore } from '../uploads/blob-store.ts'
import { readContent, sourceOfRelease } from './read-release.ts'

/**
 * A release as a file, in pieces; `undefined` where the format is only read. It is written from the
 * release's own file and from nothing else, so it is the same today and whenever it is asked for.
 */
export async function exportRelease(
  blobs: BlobStore,
  release: Pick<StoredRelease, 'contentBlob'>,
  codec: ProjectCodecId,
): Promise<AsyncIterable<string | Buffer> | undefined> {
  if (codec === 'parallax') return readContent(blobs, release)
  const { write } = projectCodecs[codec]
  return write ? inPieces(write(await sourceOfRelease(blobs, release))) : undefined
}
