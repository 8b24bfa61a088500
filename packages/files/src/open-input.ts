import { createReadStream } from 'node:fs'
import { open, readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { InputFile } from '@parallax/formats'
import { isArchiveMark } from './archive-inside.ts'
import { byPath, isLeftBehind, type OpenInput } from './brought-files.ts'
import { decodeText } from './decode-text.ts'
import { openArchive } from './open-archive.ts'
import { textAtOnceUtf16 } from './text-at-once.ts'

/**
 * A file, a folder or a zip archive as the files that codecs read; what they are packed in is seen
 * from their first bytes, not from their names. Folders that hold everything else are left out of
 * the paths, and what systems leave behind (`.DS_Store`, `__MACOSX`) altogether. Throws
 * `UnreadableFile` for an archive that is broken or beyond the limits.
 *
 * @param name What the person calls it, where `place` is a temporary file.
 * @param isPacked Whether zip archives are unpacked; a format that is itself one wants its bytes.
 */
export async function openInput(
  place: string,
  { name = path.basename(place), isPacked = true } = {},
): Promise<OpenInput> {
  const found = await stat(place)
  if (found.isDirectory()) return closed(await filesOfFolder(place))
  if (isPacked && (await isZip(place))) return openArchive(place, name)
  return closed([fileAt(place, name, found.size)])
}

function closed(files: readonly InputFile[]): OpenInput {
  return { files, close: async () => {} }
}

async function filesOfFolder(folder: string): Promise<readonly InputFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
  const files = await Promise.all(
    found.map(async (place) => {
      const relative = path.relative(folder, place).split(path.sep).join('/')
      return fileAt(place, relative, (await stat(place)).size)
    }),
  )
  return files.filter((file) => !isLeftBehind(file.path)).sort(byPath)
}

function fileAt(place: string, name: string, bytes: number): InputFile {
  return {
    path: name,
    bytes,
    text: () => decodeText(name, createReadStream(place)),
    content: () => readFile(place),
    atOnceUtf16: textAtOnceUtf16(),
  }
}

async function isZip(place: string): Promise<boolean> {
  const file = await open(place)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return isArchiveMark(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}
