import { createHash, type Hash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { bytesOfPieces, fillFile } from '@parallax/files'
import {
  type DocumentFacts,
  type DocumentSource,
  type FilePiece,
  factsOfDocument,
  type ManifestInput,
  type ProjectSource,
  projectCodecs,
  splitLines,
} from '@parallax/formats'

/** The native file of a release, written and packed. */
export type ReleaseFile = {
  /** Of the file as it is unpacked. */
  readonly content: { readonly sha256: string; readonly sizeBytes: number }
  /** Of the gzip file on the disk. */
  readonly packed: { readonly sha256: string; readonly sizeBytes: number }
  readonly documents: ManifestInput['documents']
}

export type Course = {
  readonly signal?: AbortSignal | undefined
  /** Hears how many documents have been written. */
  readonly onDocument?: ((count: number) => void) | undefined
}

/** Writes a release into `path`, in one pass over the project. */
export async function writeReleaseFile(
  source: ProjectSource,
  path: string,
  { signal, onDocument }: Course = {},
): Promise<ReleaseFile> {
  const { write } = projectCodecs.parallax
  if (write === null) throw new Error('The native format is written.')
  const content = new Measure()
  const packed = new Measure()
  const notes = new DocumentNotes()
  async function* lines(writing: NonNullable<typeof write>): AsyncGenerator<FilePiece> {
    for await (const words of splitLines(writing(notes.listening(source, onDocument)))) {
      const line = `${words}\n`
      content.take(line)
      notes.take(line)
      yield { path: 'release.jsonl', content: line }
    }
  }
  const bytes = () => Readable.from(bytesOfPieces('file', lines(write)))
  const course = signal ? { signal } : {}
  await fillFile(
    path,
    (to) => pipeline(bytes(), createGzip({ level: 6 }), packed.passing(), to, course),
    { flush: true },
  )
  if ((await stat(path)).size !== packed.sizeBytes) throw new Error('The file is not whole.')
  return { content: content.told(), packed: packed.told(), documents: notes.documents }
}

/** A hash and a size of what goes by. */
class Measure {
  readonly #hash = createHash('sha256')
  sizeBytes = 0

  take(piece: string | Buffer): void {
    this.#hash.update(piece)
    this.sizeBytes += Buffer.byteLength(piece)
  }

  passing(): Transform {
    return new Transform({
      transform: (piece: Buffer, _encoding, pass) => {
        this.take(piece)
        pass(null, piece)
      },
    })
  }

  told(): { sha256: string; sizeBytes: number } {
    return { sha256: this.#hash.digest('hex'), sizeBytes: this.sizeBytes }
  }
}

/** What the manifest says of each document: its facts, and the hash of its lines. */
class DocumentNotes {
  readonly documents: (DocumentFacts & { readonly sha256: string })[] = []
  /** Documents that were handed out and whose lines have not come yet. */
  readonly #ahead: DocumentFacts[] = []
  #open: { readonly facts: DocumentFacts; readonly hash: Hash } | undefined

  /** The source, heard. */
  listening(source: ProjectSource, onDocument: Course['onDocument']): ProjectSource {
    return { ...source, documents: () => this.#documents(source.documents(), onDocument) }
  }

  /** A line of the file, with its end: those after a document's are its own until the next. */
  take(line: string): void {
    if (line.startsWith('{"kind":"document"')) {
      this.#close()
      const facts = this.#ahead.shift()
      if (!facts) throw new Error('A document was written that nobody handed out.')
      this.#open = { facts, hash: createHash('sha256') }
    } else if (/^\{"kind":"(person|end)"/.test(line)) this.#close()
    this.#open?.hash.update(line)
  }

  async *#documents(
    documents: AsyncIterable<DocumentSource>,
    onDocument: Course['onDocument'],
  ): AsyncGenerator<DocumentSource> {
    let count = 0
    for await (const document of documents) {
      this.#ahead.push(factsOfDocument(document))
      yield document
      count += 1
      onDocument?.(count)
    }
  }

  #close(): void {
    if (this.#open)
      this.documents.push({ ...this.#open.facts, sha256: this.#open.hash.digest('hex') })
    this.#open = undefined
  }
}
