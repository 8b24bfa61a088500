import { Worker } from 'node:worker_threads'
import { EmbeddedDatabaseAway } from '../database-trouble.ts'
import { hasGivenUp, type SessionStatus, statusAfter, wireMessage } from './wire-messages.ts'

/** One client of the embedded server; it is told when the server is gone. */
export type EmbeddedClient = { destroy(error: Error): unknown }

export type EmbeddedServerOptions = {
  readonly folder: string
  readonly workerUrl: URL
  /** A statement that takes longer ends the worker: PGlite cannot cancel one. */
  readonly statementTimeoutMs: number
  /** A transaction that waits longer for its next statement is rolled back: it stops everybody. */
  readonly idleTransactionTimeoutMs: number
}

type Reply = { id: number; bytes?: Uint8Array; syncCount?: number; error?: string }
type Call = { resolve: (reply: Reply) => void; reject: (error: Error) => void }
type Turn = { client: EmbeddedClient; start: () => void; refuse: (error: Error) => void }

/**
 * PGlite in a worker, shared by many clients. It has one session, so a client holds it from its
 * first message until the server says that it is outside a transaction. When the worker dies, every
 * waiting query is rejected, and the next one opens the database again.
 */
export class EmbeddedServer {
  readonly #options: EmbeddedServerOptions
  readonly #calls = new Map<number, Call>()
  readonly #clients = new Set<EmbeddedClient>()
  #turns: Turn[] = []
  #owner: EmbeddedClient | undefined
  #worker: Worker | undefined
  #opened: Promise<Worker> | undefined
  #previousEnd: Promise<unknown> = Promise.resolve()
  #idleTimer: NodeJS.Timeout | undefined
  #lastCallId = 0
  #closed = false

  constructor(options: EmbeddedServerOptions) {
    this.#options = options
  }

  /** Opens the database if it is not open. The first time in a new folder takes seconds. */
  open(): Promise<Worker> {
    if (this.#closed)
      return Promise.reject(new EmbeddedDatabaseAway('The embedded database has been closed.'))
    this.#opened ??= this.#startWorker()
    return this.#opened
  }

  add(client: EmbeddedClient): void {
    this.#clients.add(client)
  }

  /** Sends complete messages once it is the client's turn, and keeps the turn while in a transaction. */
  async execute(client: EmbeddedClient, request: Buffer): Promise<Buffer> {
    await this.#takeTurn(client)
    clearTimeout(this.#idleTimer)
    const answer = await this.#run(request)
    this.#settle(client, statusAfter(answer))
    return answer
  }

  /** Forgets a client; a transaction that it left open is rolled back. */
  async remove(client: EmbeddedClient): Promise<void> {
    this.#clients.delete(client)
    this.#turns = this.#turns.filter((turn) => turn.client !== client)
    if (this.#owner !== client) return
    clearTimeout(this.#idleTimer)
    await this.#run(wireMessage('Q', 'ROLLBACK\0'))
    if (this.#owner === client) this.#passTurn()
  }

  /** How often the database has asked for its files to be on the disk. */
  async syncCount(): Promise<number> {
    const reply = await this.#call({ ask: 'sync-count' })
    return reply.syncCount ?? 0
  }

  /** Ends the worker after a checkpoint. */
  async close(): Promise<void> {
    if (this.#closed) return
    if (this.#opened !== undefined) await this.#call({ ask: 'close' })
    this.#closed = true
    const worker = this.#worker
    if (worker !== undefined)
      this.#forget(worker, new EmbeddedDatabaseAway('The embedded database was closed.'))
    await this.#previousEnd
  }

  #settle(client: EmbeddedClient, status: SessionStatus): void {
    if (this.#owner !== client || !this.#clients.has(client)) return
    if (status === 'idle') {
      this.#passTurn()
      return
    }
    const endIdle = () => this.#endIdle(client)
    this.#idleTimer = setTimeout(endIdle, this.#options.idleTransactionTimeoutMs).unref()
  }

  #endIdle(client: EmbeddedClient): void {
    const seconds = this.#options.idleTransactionTimeoutMs / 1000
    client.destroy(new Error(`A transaction was rolled back: it had waited ${seconds} s.`))
  }

  #takeTurn(client: EmbeddedClient): Promise<void> {
    if (this.#owner === client) return Promise.resolve()
    if (this.#owner === undefined) {
      this.#owner = client
      return Promise.resolve()
    }
    return new Promise((start, refuse) => this.#turns.push({ client, start, refuse }))
  }

  #passTurn(): void {
    const next = this.#turns.shift()
    this.#owner = next?.client
    next?.start()
  }

  async #run(request: Buffer): Promise<Buffer> {
    const { bytes } = await this.#call({ bytes: Uint8Array.from(request) })
    if (bytes === undefined) throw new EmbeddedDatabaseAway('The embedded database gave no answer.')
    const answer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (hasGivenUp(answer)) throw this.#endBroken()
    return answer
  }

  async #call(request: { bytes: Uint8Array } | { ask: 'sync-count' | 'close' }): Promise<Reply> {
    const worker = await this.open()
    this.#lastCallId += 1
    const id = this.#lastCallId
    const watchdog = setTimeout(() => this.#endSlow(worker), this.#options.statementTimeoutMs)
    try {
      return await new Promise<Reply>((resolve, reject) => {
        this.#calls.set(id, { resolve, reject })
        worker.postMessage({ id, ...request })
      })
    } finally {
      clearTimeout(watchdog)
      this.#calls.delete(id)
    }
  }

  #startWorker(): Promise<Worker> {
    const opened = this.#previousEnd.then(() => this.#openWorker())
    opened.catch(() => {
      if (this.#opened === opened) this.#opened = undefined
    })
    return opened
  }

  #openWorker(): Promise<Worker> {
    const { workerUrl, folder } = this.#options
    const worker = new Worker(workerUrl, { workerData: { folder } })
    this.#worker = worker
    worker.on('error', (error) => this.#forget(worker, error))
    worker.on('exit', () =>
      this.#forget(worker, new EmbeddedDatabaseAway('The embedded database stopped.')),
    )
    return new Promise<Worker>((resolve, reject) => {
      worker.once('exit', () =>
        reject(new EmbeddedDatabaseAway(`The database in ${folder} stopped while opening.`)),
      )
      worker.once('error', reject)
      worker.once('message', (first: { opened: boolean; error?: string }) => {
        worker.on('message', (reply: Reply) => this.#receive(worker, reply))
        if (first.opened) return resolve(worker)
        const error = new EmbeddedDatabaseAway(
          `The database in ${folder} cannot be opened: ${first.error}`,
        )
        this.#forget(worker, error)
        reject(error)
      })
    })
  }

  #receive(worker: Worker, reply: Reply): void {
    if (reply.error === undefined) this.#calls.get(reply.id)?.resolve(reply)
    // SQL errors are answers. Anything else has left the engine in the middle of something.
    else this.#forget(worker, new EmbeddedDatabaseAway(reply.error))
  }

  #endSlow(worker: Worker): void {
    const seconds = this.#options.statementTimeoutMs / 1000
    this.#forget(
      worker,
      new EmbeddedDatabaseAway(`A statement took more than ${seconds} s and was ended.`),
    )
  }

  #endBroken(): Error {
    const error = new EmbeddedDatabaseAway(
      'The embedded database could not write, and is reopened.',
    )
    if (this.#worker !== undefined) this.#forget(this.#worker, error)
    return error
  }

  /** Ends a worker and rejects everything that waits for it. The second report of an end is ignored. */
  #forget(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return
    this.#worker = undefined
    this.#opened = undefined
    // The next worker must not open the folder before this one has let go of it.
    this.#previousEnd = worker.terminate()
    const waiting = [...this.#calls.values()]
    const turns = this.#turns
    const clients = [...this.#clients]
    this.#turns = []
    this.#owner = undefined
    clearTimeout(this.#idleTimer)
    for (const call of waiting) call.reject(error)
    for (const turn of turns) turn.refuse(error)
    for (const client of clients) client.destroy(error)
  }
}
