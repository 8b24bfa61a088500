import type { CodecInput, InputFile } from '@parallax/formats'
import type { Terminal } from './terminal.ts'

/** Tells how much of the work is done, from 0 to 1. */
export type TellProgress = (doneRatio: number) => void

/**
 * Draws how far `work` is, as far as anybody looks, and takes it away again, whatever comes of the
 * work. It never goes back: what is read a second time is not begun anew.
 */
export async function withProgress<Answer>(
  { progress }: Terminal,
  work: (tell: TellProgress) => Promise<Answer>,
): Promise<Answer> {
  let drawnPercent = -1
  const tell = (doneRatio: number) => {
    const percent = Math.min(99, Math.floor(doneRatio * 100))
    if (percent <= drawnPercent) return
    drawnPercent = percent
    progress?.(percent)
  }
  try {
    return await work(tell)
  } finally {
    if (drawnPercent >= 0) progress?.(undefined)
  }
}

/** The terminal of what prints where `out` names no file: nothing is drawn into the same screen. */
export function whilePrinting(terminal: Terminal, out: string | undefined): Terminal {
  return out === undefined ? { ...terminal, progress: undefined } : terminal
}

/** The same files; `tell` hears how much of them was read, of `passes` readings from end to end. */
export function watchedInput(
  { files }: CodecInput,
  passes: number,
  tell: TellProgress,
): CodecInput {
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0) * passes
  let readBytes = 0
  const hear = (sizeBytes: number) => {
    readBytes += sizeBytes
    tell(readBytes / Math.max(totalBytes, 1))
  }
  return { files: files.map((file) => watchedFile(file, hear)) }
}

function watchedFile(file: InputFile, hear: (sizeBytes: number) => void): InputFile {
  return {
    ...file,
    text: async function* () {
      for await (const piece of file.text()) {
        hear(Buffer.byteLength(piece))
        yield piece
      }
    },
    content: async () => {
      const bytes = await file.content()
      hear(bytes.length)
      return bytes
    },
  }
}
