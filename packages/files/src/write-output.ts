import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FilePiece } from '@parallax/formats'
import { bytesOfPieces } from './bytes-of-pieces.ts'
import { fillFile, writeWhole } from './whole-file.ts'

/**
 * Writes what a codec hands out to a place: a file; for a format of several files a folder, or an
 * archive where the name ends in `.zip` or `.qdpx`, which is one by another name. It is written beside the place first: what has its name is
 * always whole. A folder that is there already is not written into.
 */
export async function writeOutput(
  place: string,
  carrier: 'file' | 'folder',
  pieces: AsyncIterable<FilePiece>,
): Promise<void> {
  const isFolder = carrier === 'folder' && !/\.(zip|qdpx)$/i.test(place)
  if (isFolder) await writeFolder(place, pieces)
  else await writeWhole(place, (to) => pipeline(bytesOfPieces(carrier, pieces), to))
}

async function writeFolder(place: string, pieces: AsyncIterable<FilePiece>): Promise<void> {
  await mkdir(path.dirname(path.resolve(place)), { recursive: true })
  const draft = await mkdtemp(`${place.replace(/[/\\]+$/, '')}.part-`)
  try {
    for await (const [file, contents] of byFile(pieces)) {
      const target = path.join(draft, ...file.split('/'))
      await mkdir(path.dirname(target), { recursive: true })
      await fillFile(target, (to) => pipeline(Readable.from(contents), to))
    }
    await rename(draft, place)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

type FileContents = readonly [path: string, contents: AsyncIterable<string | Uint8Array>]

/** Pieces grouped by their file. Each group must be read to its end before the next. */
async function* byFile(pieces: AsyncIterable<FilePiece>): AsyncGenerator<FileContents> {
  const iterator = pieces[Symbol.asyncIterator]()
  let next = await iterator.next()
  while (!next.done) {
    const { path: file } = next.value
    const contents = async function* () {
      while (!next.done && next.value.path === file) {
        yield next.value.content
        next = await iterator.next()
      }
    }
    yield [file, contents()]
  }
}
