import { ok, type Result, refuse } from '@parallax/domain'
import { decompress } from 'fzstd'
import type { FileMetaData } from 'hyparquet'
import { parquetMetadata } from 'hyparquet/src/metadata.js'
import { parquetReadObjects } from 'hyparquet/src/read.js'

/** The most rows that a group may have, and the most bytes that it may unfold to. */
const mostRows = 2_000_000
const mostGroupBytes = 1024 * 1024 * 1024

/** Rows of a parquet file, group by group, and in words where it cannot be read on. */
export async function* parquetRows(
  bytes: Uint8Array,
): AsyncGenerator<Result<Readonly<Record<string, unknown>>, string>> {
  // A copy of its own: bytes of a platform may be a window into larger ones.
  const file = new Uint8Array(bytes).buffer
  const metadata = metadataOf(file)
  if (!metadata.ok) return yield metadata
  let rowStart = 0
  for (const group of metadata.value.row_groups) {
    const [rows, size] = [Number(group.num_rows), Number(group.total_byte_size)]
    if (!(rows >= 0 && rows <= mostRows && size <= mostGroupBytes))
      return yield refuse(
        `A group of its rows is too large to be read (${rows} rows, ${size} bytes).`,
      )
    const rowEnd = rowStart + rows
    const read = await groupOf(file, metadata.value, rowStart, rowEnd)
    if (!read.ok) return yield read
    for (const row of read.value) yield ok(row)
    rowStart = rowEnd
  }
}

function metadataOf(file: ArrayBuffer): Result<FileMetaData, string> {
  try {
    return ok(parquetMetadata(file))
  } catch (error) {
    return refuse(`It is no parquet file: ${messageOf(error)}`)
  }
}

async function groupOf(
  file: ArrayBuffer,
  metadata: FileMetaData,
  rowStart: number,
  rowEnd: number,
): Promise<Result<readonly Readonly<Record<string, unknown>>[], string>> {
  try {
    return ok(
      await parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors: { ZSTD: unfold } }),
    )
  } catch (error) {
    return refuse(`Rows ${rowStart + 1} to ${rowEnd} cannot be read: ${messageOf(error)}`)
  }
}

function unfold(input: Uint8Array, sizeBytes: number): Uint8Array {
  return decompress(input, new Uint8Array(sizeBytes))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
