import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeWhole } from '@parallax/files'
import type { Terminal } from './terminal.ts'

type Pieces = AsyncIterable<string | Uint8Array>

/** Where the pieces go, and what has to be true of all of them before anybody gets one. */
type Delivery = {
  /** A file; without one, standard output. */
  readonly out: string | undefined
  readonly terminal: Terminal
  /** Asked at the end of the pieces: what it throws leaves nothing written. */
  readonly atEnd?: (() => Promise<void>) | undefined
}

/** Writes pieces to a file or to standard output. */
export async function writePieces(pieces: Pieces, delivery: Delivery): Promise<void> {
  const { out, terminal, atEnd } = delivery
  const asked = atEnd ? askedAtEnd(pieces, atEnd) : pieces
  if (out !== undefined) return writeWhole(out, into(asked))
  if (atEnd) await printWhole(asked, terminal)
  else await printPieces(asked, terminal)
}

const into = (pieces: Pieces) => (to: Writable) => pipeline(Readable.from(pieces), to)

async function* askedAtEnd(pieces: Pieces, atEnd: () => Promise<void>): Pieces {
  yield* pieces
  await atEnd()
}

/** What is printed cannot be taken back: it waits in a file until all of it is there. */
async function printWhole(pieces: Pieces, terminal: Terminal): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parallax-print-'))
  try {
    const file = path.join(folder, 'whole')
    await writeWhole(file, into(pieces))
    await printPieces(createReadStream(file), terminal)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function printPieces(pieces: Pieces, terminal: Terminal): Promise<void> {
  // Pieces may end inside a character, and a byte order mark is part of what was asked for.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for await (const piece of pieces)
    await terminal.print(
      typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }),
    )
}
