import { openInput, platformTools } from '@parallax/files'
import {
  type Codec,
  type CodecInput,
  type CorpusProblem,
  type CorpusSource,
  corpusOfProject,
  type InputFile,
  Ledger,
  linesOfFile,
  readCorpus,
  readProjectSource,
  untilUnreadable,
} from '@parallax/formats'

/** A file that was brought, as it lies on our disk. */
export type BroughtFile = {
  readonly place: string
  /** What its owner calls it. */
  readonly name: string
}

/** A file, folder or archive that was read once, as a corpus. */
export type BroughtCorpus = {
  readonly source: CorpusSource
  /** How many documents are in it, as far as that is known. */
  readonly documents: number | undefined
  readonly problems: readonly CorpusProblem[]
  readonly problemCount: number
  /** What was lost in reading. Complete when the documents were gone through. */
  readonly ledger: Ledger
}

/** How work on a file is watched. */
export type ReadingCourse = {
  readonly signal?: AbortSignal | undefined
  /** Called with how many bytes of the input were read, over all passes. */
  readonly onRead?: ((sizeBytes: number) => void) | undefined
}

/** Opens a file for as long as `work` takes. */
export async function withBrought<T>(
  { place, name }: BroughtFile,
  course: ReadingCourse,
  work: (input: CodecInput & { readonly sizeBytes: number }) => Promise<T>,
): Promise<T> {
  const input = await openInput(place, { name })
  try {
    const files = input.files.map((file) => watched(file, course))
    const sizeBytes = files.reduce((sum, { bytes }) => sum + bytes, 0)
    return await work({ files, sizeBytes })
  } finally {
    await input.close()
  }
}

/** Reads everything once, for what is wrong with it and what it speaks of. */
export async function readBrought(codec: Codec, input: CodecInput): Promise<BroughtCorpus> {
  const ledger = new Ledger()
  if (codec.via === 'corpus') {
    if (!codec.read) return nothingRead(`Files of the format ${codec.title} are only written.`)
    const tools = platformTools
    const { source, counts, ...rest } = await readCorpus(codec, input, { tools }, ledger)
    return { ...rest, source, documents: counts.documents, ledger }
  }
  const { read, title, fileExtension } = codec
  const fitting = input.files.filter(({ path }) => path.endsWith(fileExtension))
  const [file] = input.files.length === 1 ? input.files : fitting
  if (!read || !file) return nothingRead(`There is no file of the format ${title} to be read.`)
  const { source, ...rest } = await readProjectSource(() =>
    untilUnreadable(read(linesOfFile(file))),
  )
  const problems = rest.problems.map((problem) => ({ file: file.path, ...problem }))
  const corpus = await corpusOfProject(source, ledger)
  const { documents } = source.manifest.counts
  return { source: corpus, documents, problems, problemCount: rest.problemCount, ledger }
}

function nothingRead(message: string): BroughtCorpus {
  const head = { name: '', labels: [], attributes: [], entities: [], propositions: [] }
  const documents = async function* () {
    yield* []
  }
  const problems = [{ file: '', line: 0, message }]
  return {
    source: { head, documents },
    documents: 0,
    problems,
    problemCount: 1,
    ledger: new Ledger(),
  }
}

/** A file that says how much of it was read, and ends when told to. */
function watched(file: InputFile, { signal, onRead }: ReadingCourse): InputFile {
  return {
    ...file,
    text: async function* () {
      for await (const piece of file.text()) {
        signal?.throwIfAborted()
        onRead?.(piece.length)
        yield piece
      }
    },
    content: async () => {
      signal?.throwIfAborted()
      const bytes = await file.content()
      onRead?.(bytes.length)
      return bytes
    },
  }
}
