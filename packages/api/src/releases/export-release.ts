import type { StoredRelease } from '@parallax/db'
import { bytesOfPieces, platformTools } from '@parallax/files'
import { carrierOfWish, Ledger, writeFormat } from '@parallax/formats'
import { type ExportOptions, writtenFormat } from '../exchange/export-project.ts'
import type { BlobStore } from '../uploads/blob-store.ts'
import { readContent, sourceOfRelease } from './read-release.ts'

/**
 * A release as a file, in pieces; `undefined` where there is no such format that is written. It is
 * written from the release's own file and from nothing else, so it is the same today and whenever it
 * is asked for.
 */
export async function exportRelease(
  blobs: BlobStore,
  release: Pick<StoredRelease, 'contentBlob'>,
  format: string,
  { options = {}, ledger = new Ledger() }: ReleaseExport = {},
): Promise<AsyncIterable<Uint8Array | string> | undefined> {
  if (format === 'parallax') return readContent(blobs, release)
  const codec = writtenFormat(format)
  if (!codec) return undefined
  const wish = { codec, tools: platformTools, ...options }
  const pieces = writeFormat(await sourceOfRelease(blobs, release), wish, ledger)
  return bytesOfPieces(carrierOfWish(wish), pieces)
}

/** What a format lets one choose, and who hears what it lost. */
type ReleaseExport = {
  readonly options?: ExportOptions | undefined
  readonly ledger?: Ledger | undefined
}
