import { Overloaded } from './overloaded.ts'

/**
 * Lets heavy work through a few at a time, within so many bytes; the rest waits outside, and when
 * too many wait, the next is turned away with `Overloaded`.
 */
export class Turnstile {
  readonly #maxBytes: number
  readonly #maxWaiting: number
  readonly #waiting: { readonly bytes: number; readonly start: () => void }[] = []
  #bytes = 0

  constructor(maxBytes: number, maxWaiting: number) {
    this.#maxBytes = maxBytes
    this.#maxWaiting = maxWaiting
  }

  /** Does the work once there is room for so many bytes, at once if nobody is inside. */
  async pass<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    await this.#enter(bytes)
    try {
      return await work()
    } finally {
      this.#bytes -= bytes
      this.#letIn()
    }
  }

  #enter(bytes: number): Promise<void> {
    if (this.#waiting.length >= this.#maxWaiting) {
      throw new Overloaded('Too many files are being handed in at once. Try again shortly.', 5)
    }
    return new Promise((start) => {
      this.#waiting.push({ bytes, start })
      this.#letIn()
    })
  }

  #letIn(): void {
    for (;;) {
      const next = this.#waiting[0]
      const isFull = this.#bytes > 0 && this.#bytes + (next?.bytes ?? 0) > this.#maxBytes
      if (next === undefined || isFull) return
      this.#waiting.shift()
      this.#bytes += next.bytes
      next.start()
    }
  }
}
