import { TextDecoder } from 'node:util'
import { UnreadableFile } from '@parallax/formats'
import { ArchiveInside, isArchiveMark } from './archive-inside.ts'

/**
 * The text of a file in pieces. A byte order mark says the encoding and is left out; without one it
 * is UTF-8. Bytes that are no text end it with `UnreadableFile`, those of a zip archive with
 * `ArchiveInside`, which is one.
 */
export async function* decodeText(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  try {
    for await (const chunk of bytes) {
      decoder ??= decoderFor(path, chunk)
      const piece = decoder.decode(chunk, { stream: true })
      if (piece !== '') yield piece
    }
    const rest = decoder?.decode()
    if (rest) yield rest
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UnreadableFile(
      path,
      `The file is not text in ${decoder?.encoding.toUpperCase() ?? 'UTF-8'}. Save it as UTF-8 and bring it again.`,
    )
  }
}

/** Chunks of files are longer than a byte order mark, but for files of a byte. */
function decoderFor(path: string, first: Uint8Array): TextDecoder {
  if (isArchiveMark(first)) throw new ArchiveInside(path)
  const [a, b] = first
  const encoding =
    a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding, { fatal: true })
}
