import { PassThrough, type Readable } from 'node:stream'
import type { FilePiece } from '@parallax/formats'
import { ZipFile } from 'yazl'

/** All files of an archive bear one date, so that the same content is the same archive. */
const archiveDate = new Date(Date.UTC(2000, 0, 1))

/** About how much goes out at a time. */
const chunkBytes = 64_000

/**
 * What a codec writes, as the bytes of one file: the file itself, or a zip archive where the format
 * is a folder. Pieces are taken no faster than the bytes are read.
 */
export function bytesOfPieces(
  carrier: 'file' | 'folder',
  pieces: AsyncIterable<FilePiece>,
): AsyncIterable<Uint8Array> {
  return carrier === 'file' ? chunked(contentsOf(pieces)) : zipped(pieces)
}

async function* contentsOf(pieces: AsyncIterable<FilePiece>): AsyncGenerator<Uint8Array> {
  for await (const { content } of pieces)
    yield typeof content === 'string' ? Buffer.from(content) : content
}

async function* chunked(contents: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = []
  let sizeBytes = 0
  let isFirst = true
  for await (const content of contents) {
    waiting.push(content)
    sizeBytes += content.length
    // The first goes out as it is: whoever waits for it sees that it comes.
    if (sizeBytes < chunkBytes && !isFirst) continue
    isFirst = false
    yield Buffer.concat(waiting)
    waiting = []
    sizeBytes = 0
  }
  if (sizeBytes > 0) yield Buffer.concat(waiting)
}

async function* zipped(pieces: AsyncIterable<FilePiece>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable // the types say less than what it is
  const filling = fill(zip, pieces)
  // A fault while filling must end who reads; it is thrown below.
  filling.catch((error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  try {
    for await (const chunk of output) yield chunk as Uint8Array
    await filling
  } finally {
    output.destroy()
  }
}

/** Files go in one after the other; a piece waits until the one before it has gone out. */
async function fill(zip: ZipFile, pieces: AsyncIterable<FilePiece>): Promise<void> {
  let open: { readonly path: string; readonly file: PassThrough } | undefined
  const close = () => open?.file.end()
  for await (const { path, content } of pieces) {
    if (open?.path !== path) {
      close()
      open = { path, file: new PassThrough() }
      zip.addReadStream(open.file, path, { mtime: archiveDate, mode: 0o100644 })
    }
    if (!open.file.write(content)) await drained(open.file)
  }
  close()
  zip.end()
}

function drained(file: PassThrough): Promise<void> {
  return new Promise((resolve, reject) => {
    file.once('drain', resolve)
    file.once('error', reject)
    file.once('close', resolve)
  })
}
