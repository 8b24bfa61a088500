/** Values by key up to a total weight; the ones longest unused go first. */
export class RecencyCache<Value> {
  readonly #maxBytes: number
  readonly #onEvict: (key: string, value: Value) => void
  readonly #entries = new Map<string, { value: Value; bytes: number }>()
  #totalBytes = 0

  constructor(maxBytes: number, onEvict: (key: string, value: Value) => void = () => undefined) {
    this.#maxBytes = maxBytes
    this.#onEvict = onEvict
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.value
  }

  /** Keeps a value, at least until the next one is put. */
  put(key: string, value: Value, bytes: number): void {
    this.#totalBytes += bytes - (this.#entries.get(key)?.bytes ?? 0)
    this.#entries.delete(key)
    this.#entries.set(key, { value, bytes })
    for (const [oldest] of this.#entries) {
      if (this.#totalBytes <= this.#maxBytes || oldest === key) break
      this.drop(oldest)
    }
  }

  /** What all of them weigh. */
  get totalBytes(): number {
    return this.#totalBytes
  }

  /** How many there are. */
  get size(): number {
    return this.#entries.size
  }

  /** How much the value weighs; 0 when it is not kept. */
  bytesOf(key: string): number {
    return this.#entries.get(key)?.bytes ?? 0
  }

  drop(key: string): void {
    const entry = this.#entries.get(key)
    if (entry === undefined) return
    this.#entries.delete(key)
    this.#totalBytes -= entry.bytes
    this.#onEvict(key, entry.value)
  }
}
