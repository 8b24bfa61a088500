import type { Db } from '@parallax/db'
import type { ProjectId } from '@parallax/domain'
import { type ProjectCodecId, projectCodecs } from '@parallax/formats'
import { openProjectSource, type Selection } from './project-source.ts'

/** What is exported, and how. */
export type Export = {
  readonly projectId: ProjectId
  readonly codec: ProjectCodecId
  readonly selection: Selection
  readonly exportedAt: Date
}

/** About how much text goes out at a time. */
const pieceUtf16 = 64_000

/**
 * A project as a file, in pieces that are read from the database as they are taken; `undefined` when
 * there is no such project or the format is only read.
 */
export async function exportProject(
  db: Db,
  { projectId, codec, selection, exportedAt }: Export,
): Promise<AsyncIterable<string> | undefined> {
  const { write } = projectCodecs[codec]
  const source = await openProjectSource(db, projectId, selection, exportedAt)
  return source && write ? inPieces(write(source)) : undefined
}

async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
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
