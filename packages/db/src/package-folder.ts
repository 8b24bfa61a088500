import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder of this package, which holds the migrations and the worker. It is looked for from this
 * module upwards, so that it is also found when the module has been bundled into another package.
 */
export function findPackageFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url))
  const found = foldersUpwards(start)
    .flatMap((folder) => [
      folder,
      join(folder, 'packages/db'),
      join(folder, 'node_modules/@parallax/db'),
    ])
    .find((folder) => existsSync(join(folder, 'src/pglite/pglite-worker.mjs')))
  if (found === undefined) throw new Error(`No folder above ${start} holds @parallax/db.`)
  return found
}

function foldersUpwards(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...foldersUpwards(parent)]
}
