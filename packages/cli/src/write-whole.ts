import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Writes beside the file first: what has its name is always whole. */
export async function writeWhole(
  file: string,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const draft = `${file}.part`
  try {
    await pipeline(Readable.from(pieces), createWriteStream(draft))
    await rename(draft, file)
  } finally {
    await rm(draft, { force: true })
  }
}
