import { type InputFile, UnreadableFile } from '@parallax/formats'

/** A zip archive where a text was looked for: only the outermost one is unpacked. */
export class ArchiveInside extends UnreadableFile {
  constructor(path: string) {
    super(path, 'It is itself a zip archive. Unpack it first, and bring what is in it.')
  }
}

/** Whether the first bytes of a file say that it is a zip archive. */
export function isArchiveMark(first: Uint8Array): boolean {
  const mark = Buffer.from(first.subarray(0, 4)).toString('latin1')
  return mark === 'PK\u0003\u0004' || mark === 'PK\u0005\u0006'
}

/**
 * Throws `ArchiveInside` for the first of the files that is a zip archive: the likely reason why
 * nothing else among them is of a known format.
 */
export async function refuseArchiveInside(files: readonly InputFile[]): Promise<void> {
  for (const file of files.filter(({ path }) => /\.zip$/i.test(path)))
    try {
      for await (const _ of file.text()) break
    } catch (error) {
      // That it is no text is told by who wants one.
      if (error instanceof ArchiveInside || !(error instanceof UnreadableFile)) throw error
    }
}
