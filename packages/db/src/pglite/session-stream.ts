import { Duplex } from 'node:stream'
import type { EmbeddedServer } from './embedded-server.ts'
import { completeRequest, greeting, startupPacketBytes } from './wire-messages.ts'

/**
 * What a `pg` client takes for its socket: it answers the start-up itself, gathers messages until
 * they make the server answer, and hands them over in one piece.
 */
export class SessionStream extends Duplex {
  readonly #server: EmbeddedServer
  #buffered: Buffer = Buffer.alloc(0)
  #started = false

  constructor(server: EmbeddedServer) {
    super()
    this.#server = server
    server.add(this)
  }

  // What `pg` calls on a socket.
  connect(): this {
    process.nextTick(() => this.emit('connect'))
    return this
  }
  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    this.#buffered = Buffer.concat([this.#buffered, chunk])
    if (!this.#started) this.#start()
    this.#forward().then(() => done(), done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // The server may be gone as well; then there is nothing left to roll back.
    this.#server.remove(this).then(
      () => done(error),
      (cause: Error) => done(error ?? cause),
    )
  }

  #start(): void {
    const packetBytes = startupPacketBytes(this.#buffered)
    if (packetBytes === 0) return
    this.#started = true
    this.#buffered = this.#buffered.subarray(packetBytes)
    this.push(greeting)
  }

  async #forward(): Promise<void> {
    if (!this.#started) return
    const { requestBytes, ends } = completeRequest(this.#buffered)
    const request = this.#buffered.subarray(0, requestBytes)
    this.#buffered = this.#buffered.subarray(requestBytes)
    if (requestBytes > 0) {
      const answer = await this.#server.execute(this, request)
      if (!this.destroyed) this.push(answer)
    }
    if (ends) this.push(null)
  }
}
