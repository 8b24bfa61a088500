// The database worker on a disk that fails when a test says so: the counter below counts down with
// every write, and the one that finds it at zero fails. See `failing-disk.ts`.

import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { getEnvironmentData } from 'node:worker_threads'

/** @type {{ control: SharedArrayBuffer, codes: readonly string[] }} */
const { control, codes } = /** @type {never} */ (getEnvironmentData('failing-disk'))
const cells = new Int32Array(control)

/** @param {string} name what was asked of the disk */
function mayFail(name) {
  const left = Atomics.sub(cells, 0, 1)
  if (left > 1) return
  // It stays broken for as many calls as the test wants, as a full disk does.
  if (left <= 1 - Atomics.load(cells, 2)) return
  Atomics.add(cells, 3, 1)
  const code = codes[Atomics.load(cells, 1)] ?? 'EIO'
  const errno = { ENOSPC: -28, EIO: -5 }[code] ?? -5
  throw Object.assign(new Error(`${code}: the disk fails, ${name}`), { code, errno, syscall: name })
}

for (const name of /** @type {const} */ (['writeSync', 'fdatasyncSync', 'ftruncateSync'])) {
  const real = /** @type {(...given: unknown[]) => unknown} */ (fs[name])
  Object.defineProperty(fs, name, {
    value: (/** @type {unknown[]} */ ...given) => {
      mayFail(name)
      return real(...given)
    },
  })
}
syncBuiltinESMExports()

await import('../src/pglite/pglite-worker.mjs')
