import type { StoredRelease } from '@parallax/db'
import { bytesOfPieces, platformTools } from '@parallax/files'
import {
  carrierOfWish,
  type FormatWish,
  Ledger,
  type LossReport,
  lossesOfFormat,
  writeFormat,
} from '@parallax/formats'
import { type ExportOptions, watched, writtenFormat } from '../exchange/export-project.ts'
import type { Watched } from '../exchange/watched.ts'
import type { BlobStore } from '../uploads/blob-store.ts'
import { readContent, readManifest, sourceOfRelease } from './read-release.ts'

/**
 * A release as a file, in pieces; `undefined` where there is no such format that is written. It is
 * written from the release's own files and from nothing else, so it is the same today and whenever it
 * is asked for.
 */
export async function exportRelease(
  blobs: BlobStore,
  release: Pick<StoredRelease, 'contentBlob' | 'manifestBlob'>,
  format: string,
  { options = {}, ledger = new Ledger(), onProgress }: ReleaseExport = {},
): Promise<AsyncIterable<Uint8Array | string> | undefined> {
  if (format === 'parallax') return contentOf(blobs, release, onProgress)
  const codec = writtenFormat(format)
  if (!codec) return undefined
  const splitOf = await splitsOf(blobs, release)
  const wish = { codec, tools: platformTools, splitOf, ...options }
  const whole = await sourceOfRelease(blobs, release)
  const source = onProgress ? watched(whole, onProgress) : whole
  const pieces = writeFormat(source, wish, ledger)
  return bytesOfPieces(carrierOfWish(wish), pieces)
}

/** The release's own file, told piece by piece. */
async function contentOf(
  blobs: BlobStore,
  release: Pick<StoredRelease, 'contentBlob' | 'manifestBlob'>,
  onProgress: Watched['onProgress'],
): Promise<AsyncIterable<Uint8Array>> {
  const content = await readContent(blobs, release)
  if (!onProgress) return content
  const { sizeBytes } = (await readManifest(blobs, release)).content
  return (async function* () {
    let readBytes = 0
    for await (const piece of content as AsyncIterable<Uint8Array>) {
      yield piece
      readBytes += piece.length
      onProgress(readBytes / Math.max(sizeBytes, 1))
    }
  })()
}

/** What writing a release in a format loses, without a file; `undefined` as `exportRelease`. */
export async function releaseLosses(
  blobs: BlobStore,
  release: Pick<StoredRelease, 'contentBlob' | 'manifestBlob'>,
  format: string,
): Promise<LossReport | undefined> {
  const codec = writtenFormat(format)
  if (!codec) return undefined
  const wish = { codec, tools: platformTools, splitOf: await splitsOf(blobs, release) }
  return lossesOfFormat(await sourceOfRelease(blobs, release), wish)
}

/** Where the release has put each document, or `undefined` when it is not divided. */
async function splitsOf(
  blobs: BlobStore,
  release: Pick<StoredRelease, 'manifestBlob'>,
): Promise<FormatWish['splitOf']> {
  const { splits, documents } = await readManifest(blobs, release)
  if (splits === null) return undefined
  const names = new Map(documents.map(({ id, split }) => [id as string, split]))
  return (id) => names.get(id) ?? 'train'
}

/** What a format lets one choose, and who hears what it lost. */
type ReleaseExport = Watched & {
  readonly options?: ExportOptions | undefined
  readonly ledger?: Ledger | undefined
}
