import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The texts of the files that a pattern names, by their paths, as Vite's `import.meta.glob` gives them
 * at once and raw; nothing where the folder is not there. One star, in the name of the file.
 * @param {string} address of the file that asks
 * @param {string} pattern
 * @returns {Record<string, any>} texts; what they are to whom asks is said there
 */
export function globTexts(address, pattern) {
  const folder = path.join(path.dirname(fileURLToPath(address)), path.dirname(pattern))
  if (!existsSync(folder)) return {}
  const [start = '', end] = path.basename(pattern).split('*')
  const fits = (/** @type {string} */ name) =>
    end === undefined ? name === start : name.startsWith(start) && name.endsWith(end)
  const names = readdirSync(folder).filter(fits).sort()
  return Object.fromEntries(
    names.map((name) => [path.join(folder, name), readFileSync(path.join(folder, name), 'utf8')]),
  )
}
