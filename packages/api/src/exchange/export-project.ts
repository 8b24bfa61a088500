import type { Db } from '@parallax/db'
import type { ProjectId } from '@parallax/domain'
import { bytesOfPieces, platformTools } from '@parallax/files'
import {
  type Codec,
  carrierOfWish,
  codecs,
  type FormatWish,
  Ledger,
  type LossReport,
  lossesOfFormat,
  type ProjectSource,
  writeFormat,
} from '@parallax/formats'
import type { Selection } from './project-heads.ts'
import { openProjectSource } from './project-source.ts'

/** What is exported, and how. */
export type Export = {
  readonly projectId: ProjectId
  /** A format by its id. */
  readonly codec: string
  readonly selection: Selection
  readonly exportedAt: Date
  readonly options?: ExportOptions | undefined
  /** Hears after each document how much of the project was read, from 0 to 1. */
  readonly onProgress?: ((doneRatio: number) => void) | undefined
  /** Hears what the format lost, while the pieces are taken. */
  readonly ledger?: Ledger | undefined
}

/** What a format lets one choose. */
export type ExportOptions = Pick<FormatWish, 'kinds' | 'without' | 'offsetUnit' | 'hasSideFile'>

/** The format of that id that can be written, or `undefined`. */
export function writtenFormat(id: string): Codec | undefined {
  const codec = Object.hasOwn(codecs, id) ? codecs[id] : undefined
  return codec?.write ? codec : undefined
}

/** The ending and media type of what an export makes. */
export function exportFace(
  codec: Codec,
  options: ExportOptions = {},
): Pick<Codec, 'fileExtension' | 'mediaType'> {
  const { fileExtension, mediaType } = codec
  return options.hasSideFile
    ? { fileExtension: '.zip', mediaType: 'application/zip' }
    : { fileExtension, mediaType }
}

/**
 * A project as a file, in pieces that are read from the database as they are taken; `undefined` when
 * there is no such project or no such format that is written.
 */
export async function exportProject(
  db: Db,
  wanted: Export,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const opened = await openExport(db, wanted)
  if (!opened) return undefined
  const { source, wish } = opened
  const pieces = writeFormat(source, wish, wanted.ledger ?? new Ledger())
  return bytesOfPieces(carrierOfWish(wish), pieces)
}

/** What exporting would lose, without a file; `undefined` as `exportProject`. */
export async function exportLosses(db: Db, wanted: Export): Promise<LossReport | undefined> {
  const opened = await openExport(db, wanted)
  return opened && lossesOfFormat(opened.source, opened.wish)
}

async function openExport(
  db: Db,
  { projectId, codec: id, selection, exportedAt, options, onProgress }: Export,
): Promise<{ readonly source: ProjectSource; readonly wish: FormatWish } | undefined> {
  const codec = writtenFormat(id)
  const source = codec && (await openProjectSource(db, projectId, selection, exportedAt))
  if (!codec || !source) return undefined
  const wish = { codec, tools: platformTools, ...options }
  return { source: onProgress ? watched(source, onProgress) : source, wish }
}

/** The same source, which tells how far it was read: a codec may read its documents twice. */
export function watched(
  source: ProjectSource,
  onProgress: (doneRatio: number) => void,
): ProjectSource {
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
