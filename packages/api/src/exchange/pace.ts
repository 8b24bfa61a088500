const turnMs = 6

/** Long work that lets others have their turn. */
export class Pace {
  #sinceMs = performance.now()

  /** Waits until others have had their turn, if it is theirs. Throws once the signal says stop. */
  async breathe(signal?: AbortSignal): Promise<void> {
    if (performance.now() - this.#sinceMs < turnMs) return
    await new Promise(setImmediate)
    signal?.throwIfAborted()
    this.#sinceMs = performance.now()
  }
}
