import { setEnvironmentData } from 'node:worker_threads'

const codes = ['ENOSPC', 'EIO'] as const

/** A disk under the embedded database that fails when it is told to. */
export type FailingDisk = {
  /** Open the database with this. */
  readonly workerUrl: URL
  /** The `nth` write from now on fails, from 1, and so do the ones after it until `times` have. */
  failAt(nth: number, code: (typeof codes)[number], times?: number): void
  /** Heals the disk; answers how many writes have failed. */
  heal(): number
}

const never = 2 ** 30

/** Call it before the database is opened; one for a process. */
export function openFailingDisk(): FailingDisk {
  const control = new SharedArrayBuffer(16)
  const cells = new Int32Array(control)
  cells[0] = never
  setEnvironmentData('failing-disk', { control, codes })
  return {
    workerUrl: new URL('./failing-worker.mjs', import.meta.url),
    failAt: (nth, code, times = 1) => {
      Atomics.store(cells, 3, 0)
      Atomics.store(cells, 1, codes.indexOf(code))
      Atomics.store(cells, 2, times)
      Atomics.store(cells, 0, nth)
    },
    heal: () => {
      Atomics.store(cells, 0, never)
      return Atomics.load(cells, 3)
    },
  }
}
