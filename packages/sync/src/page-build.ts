/** The header by which the server names its build on every answer. */
export const buildHeader = 'x-parallax-build'

/**
 * Whether this page is of the build that the server runs. After an upgrade an open page goes on, but
 * should be loaded anew: what it makes may be in an old form, and what others make in a new one.
 */
export class PageBuild {
  readonly #own: () => string | null
  readonly #listeners = new Set<() => void>()
  #isOutdated = false

  constructor(own: () => string | null) {
    this.#own = own
  }

  /** The build of this page, if it knows. */
  get own(): string | null {
    return this.#own()
  }

  get isOutdated(): boolean {
    return this.#isOutdated
  }

  /** The server has named its build, or an answer came that names none. */
  noteServer(build: string | null): void {
    if (build !== null && this.own !== null && build !== this.own) this.noteNewer()
  }

  /** Something was met that only a newer build makes. */
  noteNewer(): void {
    if (this.#isOutdated) return
    this.#isOutdated = true
    for (const listener of this.#listeners) listener()
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }
}

/** The build of this page, as the server wrote it into the page. */
export const pageBuild = new PageBuild(() =>
  typeof document === 'undefined' ? null : (document.documentElement.dataset.build ?? null),
)
