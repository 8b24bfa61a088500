import type { Refusal } from '@parallax/domain'
import type { FileToSend, SentFile } from './send-file.ts'
import { uploadFrameText } from './upload-frame-text.ts'
import type { AddedDocument, UploadedFile } from './uploaded-file.ts'

export type UploadState =
  | { readonly kind: 'waiting' | 'reading' | 'skipped' }
  /** The project has the same text already: somebody must say what to do. */
  | { readonly kind: 'same'; readonly title: string; readonly file: UploadedFile }
  | { readonly kind: 'added'; readonly added: AddedDocument; readonly file: UploadedFile }
  | { readonly kind: 'failed'; readonly message: string; readonly canRetry: boolean }
  /** A rule said no to the document. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export type Upload = {
  readonly id: number
  readonly toSend: FileToSend
  readonly state: UploadState
}

/** The document is in the project as this person sees it, or a rule said no. */
export type Import =
  | { readonly ok: true; readonly added: AddedDocument }
  | { readonly ok: false; readonly refusal: Refusal }

export type UploadQueueOptions = {
  readonly send: (file: FileToSend, signal: AbortSignal) => Promise<SentFile>
  readonly importDocument: (file: UploadedFile, title: string | null) => Import
}

const AT_ONCE = 2
/** The upload door takes no more. */
export const MOST_BYTES = 20_000_000

/** Files on their way into a project, in the order they came. Lives as long as the project is open. */
export class UploadQueue {
  readonly #options: UploadQueueOptions
  readonly #listeners = new Set<() => void>()
  #uploads: readonly Upload[] = []
  #abort = new AbortController()
  #lastId = 0

  constructor(options: UploadQueueOptions) {
    this.#options = options
  }

  /** What to show; the same list until something changes. */
  get uploads(): readonly Upload[] {
    return this.#uploads
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  add(files: readonly FileToSend[]): void {
    const added = files.map((toSend): Upload => {
      this.#lastId += 1
      return { id: this.#lastId, toSend, state: firstState(toSend) }
    })
    this.#show([...this.#uploads, ...added])
    this.#pump()
  }

  /** The same text is not wanted twice. */
  skip(id: number): void {
    this.#set(id, { kind: 'skipped' })
  }

  /** The same text is wanted twice. */
  addAnyway(id: number): void {
    const upload = this.#uploads.find((each) => each.id === id)
    if (upload?.state.kind === 'same') this.#import(upload, upload.state.file)
  }

  retry(id: number): void {
    this.#set(id, { kind: 'waiting' })
    this.#pump()
  }

  /** Somebody named the outlet of a document that is in. */
  setOutlet(id: number, outletName: string): void {
    const state = this.#uploads.find((each) => each.id === id)?.state
    if (state?.kind === 'added') this.#set(id, { ...state, added: { ...state.added, outletName } })
  }

  /** Stops what is under way and lets the rest go; what is in stays in. */
  cancel(): void {
    this.#abort.abort()
    this.#abort = new AbortController()
    this.#show(this.#uploads.filter(({ state }) => !isUnderWay(state)))
  }

  /** Puts the list away. */
  clear(): void {
    this.cancel()
    this.#show([])
  }

  #pump(): void {
    const reading = this.#uploads.filter(({ state }) => state.kind === 'reading').length
    const next = this.#uploads.filter(({ state }) => state.kind === 'waiting')
    for (const upload of next.slice(0, Math.max(0, AT_ONCE - reading))) void this.#run(upload)
  }

  async #run({ id, toSend }: Upload): Promise<void> {
    const { signal } = this.#abort
    this.#set(id, { kind: 'reading' })
    const sent = await this.#options.send(toSend, signal)
    const upload = this.#uploads.find((each) => each.id === id)
    if (!signal.aborted && upload) this.#take(upload, sent)
    this.#pump()
  }

  #take(upload: Upload, sent: SentFile): void {
    if (sent.kind === 'refused') this.#fail(upload.id, sent.message, false)
    else if (sent.kind === 'unreached')
      this.#fail(upload.id, uploadFrameText.unreached(upload.toSend.name), true)
    else this.#consider(upload, sent.file)
  }

  /** Files of one batch do not see each other at the server, so twins are looked for here too. */
  #consider(upload: Upload, file: UploadedFile): void {
    const twin = this.#uploads.find(
      ({ state }) => state.kind === 'added' && state.file.textSha256 === file.textSha256,
    )
    const title = file.sameText[0]?.title ?? twin?.toSend.name
    if (title === undefined) this.#import(upload, file)
    else this.#set(upload.id, { kind: 'same', title, file })
  }

  #import({ id, toSend }: Upload, file: UploadedFile): void {
    const imported = this.#options.importDocument(file, toSend.title)
    if (imported.ok) this.#set(id, { kind: 'added', added: imported.added, file })
    else this.#set(id, { kind: 'refused', refusal: imported.refusal })
  }

  #fail(id: number, message: string, canRetry: boolean): void {
    this.#set(id, { kind: 'failed', message, canRetry })
  }

  #set(id: number, state: UploadState): void {
    this.#show(this.#uploads.map((each) => (each.id === id ? { ...each, state } : each)))
  }

  #show(uploads: readonly Upload[]): void {
    this.#uploads = uploads
    for (const listener of this.#listeners) listener()
  }
}

/** Whether an upload still needs the network. */
export function isUnderWay(state: UploadState): boolean {
  return state.kind === 'waiting' || state.kind === 'reading'
}

/** A file that the door would not take need not travel. */
function firstState({ name, body }: FileToSend): UploadState {
  return body.size > MOST_BYTES
    ? { kind: 'failed', message: uploadFrameText.tooLarge(name), canRetry: false }
    : { kind: 'waiting' }
}
