import { createHash, type Hash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import {
  type DocumentFacts,
  type DocumentSource,
  factsOfDocument,
  type ManifestInput,
  type ProjectSource,
  projectCodecs,
} from '@parallax/formats'
import { inPieces } from '../exchange/export-project.ts'

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
  async function* lines(writing: NonNullable<typeof write>): AsyncGenerator<string> {
    for await (const line of writing(notes.listening(source, onDocument))) {
      content.take(line)
      notes.take(line)
      yield line
    }
  }
  await pipeline(
    Readable.from(inPieces(lines(write))),
    createGzip({ level: 6 }),
    packed.passing(),
    createWriteStream(path, { flush: true }),
    ...(signal ? [{ signal }] : []),
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
  #open: { readonly facts: DocumentFacts; readonly hash: Hash } | undefined

  /** The source, heard: the lines that follow a document are its own until the next is asked for. */
  listening(source: ProjectSource, onDocument: Course['onDocument']): ProjectSource {
    return { ...source, documents: () => this.#documents(source.documents(), onDocument) }
  }

  take(line: string): void {
    this.#open?.hash.update(line)
  }

  async *#documents(
    documents: AsyncIterable<DocumentSource>,
    onDocument: Course['onDocument'],
  ): AsyncGenerator<DocumentSource> {
    for await (const document of documents) {
      this.#close()
      this.#open = { facts: factsOfDocument(document), hash: createHash('sha256') }
      yield document
      onDocument?.(this.documents.length + 1)
    }
    this.#close()
  }

  #close(): void {
    if (this.#open)
      this.documents.push({ ...this.#open.facts, sha256: this.#open.hash.digest('hex') })
    this.#open = undefined
  }
}
