/** How long others' changes are gathered before they are shown together. */
export const paceMs = 100

/**
 * The pace at which others' changes are shown: the first one after a quiet while at once, what follows
 * closely together with what else comes. So a colleague's edit is seen on the next frame, and many
 * colleagues never take the frames of whoever works here.
 */
export class RemotePace<Stream, Entry> {
  readonly #take: (brought: ReadonlyMap<Stream, readonly Entry[]>) => void
  #gathered = new Map<Stream, Entry[]>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(take: (brought: ReadonlyMap<Stream, readonly Entry[]>) => void) {
    this.#take = take
  }

  /** Others have changed a stream; entries of one stream are taken in the order they are brought. */
  bring(stream: Stream, entries: readonly Entry[]): void {
    const known = this.#gathered.get(stream)
    if (known) known.push(...entries)
    else this.#gathered.set(stream, [...entries])
    if (this.#timer === undefined) this.#show()
  }

  /** What was gathered and not shown is let go. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#gathered = new Map()
  }

  #show(): void {
    const brought = this.#gathered
    this.#gathered = new Map()
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (this.#gathered.size > 0) this.#show()
    }, paceMs)
    this.#take(brought)
  }
}
