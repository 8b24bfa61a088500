/** Who watches how far work is; a server that does it instead is watched in its own way. */
export type Watched = {
  /** Hears how much was done, from 0 to 1. */
  readonly onProgress?: ((doneRatio: number) => void) | undefined
}
