import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import type { StoredRelease } from '@parallax/db'
import {
  type ProjectSource,
  projectCodecs,
  type ReadProjectSource,
  type ReleaseManifest,
  readProjectSource,
  splitLines,
} from '@parallax/formats'
import type { BlobStore } from '../uploads/blob-store.ts'

/** The native file of a release as it was written, unpacked piece by piece. */
export async function readContent(
  blobs: BlobStore,
  { contentBlob }: Pick<StoredRelease, 'contentBlob'>,
): Promise<Readable> {
  return unpacked(blobs, contentBlob)
}

/** A release as a project that any format can be written from: what is read is its file. */
export async function sourceOfRelease(
  blobs: BlobStore,
  release: Pick<StoredRelease, 'contentBlob'>,
): Promise<ProjectSource> {
  const { source, problems } = await readNative(() => linesOf(blobs, release))
  const [problem] = problems
  // It was read before it was kept.
  if (problem) throw new Error(`Line ${problem.line} of a release: ${problem.message}`)
  return source
}

/** A native file, given by its lines as often as they are asked for. */
export function readNative(lines: () => AsyncIterable<string>): Promise<ReadProjectSource> {
  const { read } = projectCodecs.parallax
  if (read === null) throw new Error('The native format is read.')
  return readProjectSource(() => read(lines()))
}

async function* linesOf(
  blobs: BlobStore,
  release: Pick<StoredRelease, 'contentBlob'>,
): AsyncGenerator<string> {
  yield* linesIn(await readContent(blobs, release))
}

/** The lines of a gzip file on the disk. */
export function linesOfPacked(path: string): AsyncIterable<string> {
  return linesIn(unpack(createReadStream(path)))
}

async function* linesIn(pieces: Readable): AsyncGenerator<string> {
  try {
    yield* splitLines(pieces.setEncoding('utf8'))
  } finally {
    // Whoever has seen enough leaves no file open.
    pieces.destroy()
  }
}

/** The manifest of a release to the letter. */
export async function readManifestText(
  blobs: BlobStore,
  { manifestBlob }: Pick<StoredRelease, 'manifestBlob'>,
): Promise<string> {
  return await text(await unpacked(blobs, manifestBlob))
}

export async function readManifest(
  blobs: BlobStore,
  release: Pick<StoredRelease, 'manifestBlob'>,
): Promise<ReleaseManifest> {
  return JSON.parse(await readManifestText(blobs, release)) as ReleaseManifest // we wrote it
}

async function unpacked(blobs: BlobStore, name: string): Promise<Readable> {
  const packed = await blobs.read(name)
  if (packed === undefined) throw new Error(`The file ${name} of a release is not in the store.`)
  return unpack(packed)
}

function unpack(packed: Readable): Readable {
  const pieces = createGunzip()
  packed.on('error', (fault) => pieces.destroy(fault))
  pieces.on('close', () => packed.destroy())
  return packed.pipe(pieces)
}
