import { open, rename, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'

/** How a file is made: who may read it, and whether it is on the disk before anybody is told. */
export type FileMaking = { readonly mode?: number; readonly flush?: boolean }

/**
 * Writes a file beside its place and gives it its name when `fill` has ended well: what has the name
 * is always whole and on the disk, and what went wrong leaves nothing behind. `fill` pipes into the
 * stream; what it answers is answered.
 */
export async function writeWhole<Told>(
  place: string,
  fill: (to: Writable, draft: string) => Promise<Told>,
  making: FileMaking = {},
): Promise<Told> {
  const draft = `${place}.part`
  try {
    const told = await fillFile(draft, (to) => fill(to, draft), { flush: true, ...making })
    await rename(draft, place)
    return told
  } finally {
    await rm(draft, { force: true })
  }
}

/**
 * Makes a file, lets `fill` pipe into it and closes it, whatever happens. The file is there before
 * `fill` begins: a stream that opens it in its own time, and whose source fails at once, would make
 * it after whoever cleans up has looked for it.
 */
export async function fillFile<Told>(
  file: string,
  fill: (to: Writable) => Promise<Told>,
  { mode = 0o666, flush = false }: FileMaking = {},
): Promise<Told> {
  const handle = await open(file, 'w', mode)
  const to = handle.createWriteStream({ flush })
  try {
    return await fill(to)
  } finally {
    // A stream that nobody piped into holds the file, and closing would wait for it.
    to.destroy()
    await handle.close()
  }
}
