import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const folder = path.dirname(fileURLToPath(import.meta.url))
const packages = path.join(folder, '../../packages')

/**
 * The packages that pages are made of; those of the server name more of zod. Of formats a page takes
 * `@parallax/formats/splits` alone, which names none.
 */
const ofPages = ['domain', 'find', 'surface', 'sync']

/**
 * What one file is made of: modules, and the words after which our sources want a part of them.
 * @typedef {{ readonly owner: string, readonly modules: Readonly<Record<string, RegExp>> }} Parts
 */

/** @type {Readonly<Record<string, Parts>>} */
const partsOf = {
  'schemas.mjs': { owner: 'domain', modules: { 'zod/mini': /\bz\.(\w+)/g } },
  'editor.mjs': {
    owner: 'surface',
    modules: {
      '@codemirror/state': /import ([^']*) from '@codemirror\/state'/g,
      '@codemirror/view': /import ([^']*) from '@codemirror\/view'/g,
    },
  },
}

/**
 * Makes a file each of the parts of large libraries that our sources name. The bundler of the pages
 * drops whole exports and looks into none, so that all of zod's core comes along with its builders:
 * 66 KB of which 31 are used, and 169 of the editor's view of which 159 are.
 * @param {string} outFolder
 */
export async function bundleParts(outFolder) {
  const texts = sourcesOfPages().map((file) => readFileSync(file, 'utf8'))
  for (const [name, parts] of Object.entries(partsOf)) {
    const resolveDir = path.join(packages, parts.owner)
    await build({
      stdin: { contents: exportsOf(parts, texts, resolveDir), resolveDir },
      outfile: path.join(outFolder, name),
      bundle: true,
      minifySyntax: true,
      format: 'esm',
      target: 'es2022',
      logLevel: 'warning',
    })
  }
}

/**
 * @param {Parts} parts
 * @param {readonly string[]} texts
 * @param {string} owner
 */
function exportsOf({ modules }, texts, owner) {
  const require = createRequire(path.join(owner, 'package.json'))
  const lines = Object.entries(modules).map(([module, wanted]) => {
    const naming = texts.filter((text) => text.includes(`'${module}'`))
    const words = naming.flatMap((text) => [...text.matchAll(wanted)].map(([, found]) => found))
    const named = new Set(words.flatMap((found) => found?.match(/\w+/g) ?? []))
    const names = Object.keys(require(module)).filter((part) => named.has(part))
    return `export { ${names.sort().join(', ')} } from '${module}'`
  })
  return lines.join('\n')
}

function sourcesOfPages() {
  const rooms = ofPages.map((name) => path.join(packages, name, 'src'))
  return [path.join(folder, 'src'), ...rooms].flatMap(sourcesIn)
}

/**
 * @param {string} at
 * @returns {string[]}
 */
function sourcesIn(at) {
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    const inside = path.join(at, entry.name)
    if (entry.isDirectory()) return sourcesIn(inside)
    return /(?<!\.test)\.tsx?$/.test(entry.name) ? [inside] : []
  })
}
