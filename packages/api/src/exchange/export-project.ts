import type { Db } from '@parallax/db'
import type { ProjectId } from '@parallax/domain'
import { type ProjectCodecId, type ProjectSource, projectCodecs } from '@parallax/formats'
import { openProjectSource, type Selection } from './project-source.ts'

/** What is exported, and how. */
export type Export = {
  readonly projectId: ProjectId
  readonly codec: ProjectCodecId
  readonly selection: Selection
  readonly exportedAt: Date
  /** Hears after each document how much of the project was read, from 0 to 1. */
  readonly onProgress?: ((doneRatio: number) => void) | undefined
}

/** About how much text goes out at a time. */
const pieceUtf16 = 64_000

/**
 * A project as a file, in pieces that are read from the database as they are taken; `undefined` when
 * there is no such project or the format is only read.
 */
export async function exportProject(
  db: Db,
  { projectId, codec, selection, exportedAt, onProgress }: Export,
): Promise<AsyncIterable<string> | undefined> {
  const { write } = projectCodecs[codec]
  const source = await openProjectSource(db, projectId, selection, exportedAt)
  if (source === undefined || write === null) return undefined
  return inPieces(write(onProgress ? watched(source, onProgress) : source))
}

/** The same source, which tells how far it was read: a codec may read its documents twice. */
function watched(source: ProjectSource, onProgress: (doneRatio: number) => void): ProjectSource {
  const { documents: total } = source.manifest.counts
  let furthest = 0
  async function* documents() {
    let read = 0
    for await (const document of source.documents()) {
      yield document
      read += 1
      furthest = Math.max(furthest, read)
      onProgress(furthest / Math.max(total, 1))
    }
  }
  return { ...source, documents }
}

/** Lines in pieces that are worth sending. */
export async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting: string[] = []
  let sizeUtf16 = 0
  for await (const line of lines) {
    waiting.push(line)
    sizeUtf16 += line.length
    if (sizeUtf16 < pieceUtf16) continue
    yield waiting.join('')
    waiting = []
    sizeUtf16 = 0
  }
  if (sizeUtf16 > 0) yield waiting.join('')
}
