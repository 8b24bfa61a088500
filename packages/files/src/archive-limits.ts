/** What an archive may hold at most. A small file that unpacks into a large one is a weapon. */
export type ArchiveLimits = {
  readonly files: number
  /** All files together, unpacked. */
  readonly bytes: number
  /** Unpacked bytes per packed one, asked of files above `ratioFromBytes`. */
  readonly ratio: number
  readonly ratioFromBytes: number
}

export const archiveLimits: ArchiveLimits = {
  files: 200_000,
  bytes: 8_000_000_000,
  ratio: 250,
  ratioFromBytes: 10_000_000,
}
