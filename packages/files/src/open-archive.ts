import { promisify } from 'node:util'
import { type InputFile, UnreadableFile } from '@parallax/formats'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { type ArchiveLimits, archiveLimits } from './archive-limits.ts'
import { byPath, isLeftBehind, type OpenInput } from './brought-files.ts'
import { decodeText } from './decode-text.ts'
import { textAtOnceUtf16 } from './text-at-once.ts'

const openZip = promisify<string, yauzl.Options, ZipFile>(yauzl.open)

/**
 * A zip archive as its files. Its list is checked before anything is unpacked – how many files, how
 * large, how tightly packed, no path that leads out – and what unpacks to more than the list says
 * ends with `UnreadableFile`.
 */
export async function openArchive(
  place: string,
  name: string,
  limits: ArchiveLimits = archiveLimits,
): Promise<OpenInput> {
  const zip = await translating(name, () =>
    openZip(place, {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: true,
      strictFileNames: true,
    }),
  )
  try {
    const entries = await translating(name, () => listEntries(zip, name, limits))
    const root = commonRoot(entries.map(({ fileName }) => fileName))
    const files = entries.map((entry) => fileOf(zip, entry, entry.fileName.slice(root.length)))
    return { files: files.sort(byPath), close: async () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

/** The library's errors in the words of a problem. */
async function translating<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof UnreadableFile || !(error instanceof Error)) throw error
    throw new UnreadableFile(name, `The archive cannot be read: ${error.message}.`)
  }
}

async function listEntries(
  zip: ZipFile,
  name: string,
  limits: ArchiveLimits,
): Promise<readonly Entry[]> {
  if (zip.entryCount > limits.files)
    throw new UnreadableFile(
      name,
      `The archive lists ${zip.entryCount} files; ${limits.files} are the most.`,
    )
  const kept: Entry[] = []
  let sizeBytes = 0
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', resolve)
    zip.on('entry', (entry: Entry) => {
      sizeBytes += entry.uncompressedSize
      const problem = problemOf(entry, sizeBytes, limits)
      if (problem) return reject(new UnreadableFile(name, problem))
      if (!entry.fileName.endsWith('/') && !isLeftBehind(entry.fileName)) kept.push(entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
  requireOnce(kept, name)
  return kept
}

/** Of two files with one path only one would be brought, and nobody could say which. */
function requireOnce(entries: readonly Entry[], name: string): void {
  const seen = new Set<string>()
  for (const { fileName } of entries) {
    if (seen.has(fileName))
      throw new UnreadableFile(
        name,
        `The archive has "${fileName}" twice. Pack it again, with every file once.`,
      )
    seen.add(fileName)
  }
}

function problemOf(entry: Entry, sizeBytes: number, limits: ArchiveLimits): string | undefined {
  const { fileName, uncompressedSize, compressedSize } = entry
  if (entry.isEncrypted())
    return `"${fileName}" is encrypted. Bring the archive without a password.`
  if (sizeBytes > limits.bytes)
    return `The archive unpacks to more than ${limits.bytes} bytes. Bring it in parts.`
  const isTight = uncompressedSize > compressedSize * limits.ratio
  if (isTight && uncompressedSize > limits.ratioFromBytes)
    return `"${fileName}" unpacks to ${Math.round(uncompressedSize / Math.max(1, compressedSize))} times its size; that is not how texts pack.`
  return undefined
}

/** The folder that holds everything, if there is one, with its slash. */
function commonRoot(names: readonly string[]): string {
  const first = names[0] ?? ''
  const root = first.slice(0, first.indexOf('/') + 1)
  return root !== '' && names.every((name) => name.startsWith(root)) ? root : ''
}

function fileOf(zip: ZipFile, entry: Entry, path: string): InputFile {
  const stream = () =>
    translating(path, () => promisify(zip.openReadStream.bind(zip) as OpenEntry)(entry))
  const chunks = async function* () {
    const opened = await stream()
    try {
      for await (const chunk of opened) yield chunk as Uint8Array
    } catch (error) {
      throw error instanceof Error
        ? new UnreadableFile(path, `It cannot be unpacked: ${error.message}.`)
        : error
    }
  }
  return {
    path,
    bytes: entry.uncompressedSize,
    text: () => decodeText(path, chunks()),
    content: async () => {
      const parts: Uint8Array[] = []
      for await (const chunk of chunks()) parts.push(chunk)
      return Buffer.concat(parts)
    },
    atOnceUtf16: textAtOnceUtf16(),
  }
}

type OpenEntry = (
  entry: Entry,
  done: (error: Error | null, stream: NodeJS.ReadableStream) => void,
) => void
