import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

/** The calls that change files, of those that the api makes. */
const names = ['mkdir', 'writeFile', 'rename', 'open'] as const

/** The file system of this process, that fails when a test says so. */
export type FailingFiles = {
  /** The `nth` call that changes a file fails from now on, from 1, as on a full disk. */
  failAt(nth: number): void
  /** No more fail; answers whether one has. */
  heal(): boolean
  /** Takes the wrapping away. */
  restore(): void
}

/** Wraps what modules import from `node:fs/promises`, also those that have imported it already. */
export function failFiles(): FailingFiles {
  const real = names.map((name) => [name, fs[name]] as const)
  let left = Number.POSITIVE_INFINITY
  let hasFailed = false
  for (const [name, call] of real) {
    const failing = (...given: readonly unknown[]) => {
      left -= 1
      if (left !== 0) return Reflect.apply(call, fs, given)
      hasFailed = true
      return Promise.reject(Object.assign(new Error(`ENOSPC, ${name}`), { code: 'ENOSPC' }))
    }
    Object.defineProperty(fs, name, { value: failing, configurable: true, writable: true })
  }
  syncBuiltinESMExports()
  return {
    failAt: (nth) => {
      left = nth
      hasFailed = false
    },
    heal: () => {
      left = Number.POSITIVE_INFINITY
      return hasFailed
    },
    restore: () => {
      for (const [name, call] of real) {
        Object.defineProperty(fs, name, { value: call, configurable: true, writable: true })
      }
      syncBuiltinESMExports()
    },
  }
}
