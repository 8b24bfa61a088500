import { statfs } from 'node:fs/promises'
import { DiskFull } from './overloaded.ts'

/** The room on the disk under some folders. */
export type DiskWatch = {
  /** Throws `DiskFull` when taking in so many bytes would leave less than the reserve. */
  requireRoom(bytes?: number): void
  /** Whether less than the reserve is left. */
  readonly isNearlyFull: boolean
  /** Looks now, not only from time to time. */
  look(): Promise<void>
  stop(): void
}

const lookEveryMs = 1_000

/**
 * Watches the disks under these folders. Writes stop at a reserve, because a database whose disk is
 * full to the last byte can neither recover nor be read.
 */
export async function watchDisks(
  folders: readonly string[],
  reserveBytes: number,
): Promise<DiskWatch> {
  let freeBytes = Number.POSITIVE_INFINITY
  const look = async () => {
    freeBytes = Math.min(...(await Promise.all(folders.map(freeBytesUnder))))
  }
  await look()
  const timer = setInterval(() => void look(), lookEveryMs).unref()
  return {
    requireRoom: (bytes = 0) => {
      if (freeBytes - bytes < reserveBytes) throw new DiskFull('The disk is nearly full.')
    },
    get isNearlyFull() {
      return freeBytes < reserveBytes
    },
    look,
    stop: () => clearInterval(timer),
  }
}

/** A folder whose disk cannot be asked is not what keeps people from working. */
async function freeBytesUnder(folder: string): Promise<number> {
  return await statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => Number.POSITIVE_INFINITY,
  )
}

/** For a database and files that are on disks of somebody else. */
export const noDisks: DiskWatch = {
  requireRoom: () => undefined,
  isNearlyFull: false,
  look: async () => undefined,
  stop: () => undefined,
}
