import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** One import, export-from or dynamic import. */
export type Import = {
  /** As written: `./change.ts`, `@parallax/domain`. */
  readonly name: string
  /** Erased by the compiler: nothing of the module is there when the program runs. */
  readonly isType: boolean
}

export type SourceFile = {
  readonly room: string
  /** From the root of the repository, with forward slashes. */
  readonly path: string
  readonly text: string
  /** The text without comments, for checks that look for words. */
  readonly code: string
  readonly isTest: boolean
  readonly imports: readonly Import[]
}

const skippedFolder =
  /(^|\/)(node_modules|\.next|\.turbo|\.cache|\.parallax|dist|test-results)(\/|$)/
const skippedFile = /\.config\.(ts|mjs)$|\.d\.ts$/

const statements = [
  /^[ \t]*(?:import|export)\s+(?<type>type\s)?[^'"`;]*?\bfrom\s*['"](?<name>[^'"]+)['"]/gm,
  /^[ \t]*(?<type>\0)?import\s*['"](?<name>[^'"]+)['"]/gm,
  /(?<type>\0)?\bimport\(\s*['"](?<name>[^'"]+)['"]/g,
  /(?<type>\0)?\brequire\(\s*['"](?<name>[^'"]+)['"]/g,
]

/** Every source file of a room, tests included; none when the room does not exist yet. */
export function readSourceFiles(room: string): SourceFile[] {
  return listFiles(room)
    .filter((file) => /\.(tsx?|mjs)$/.test(file) && !skippedFile.test(file))
    .map((file) => readSourceFile(room, file))
}

/** Every file under a folder that is ours: not installed, not built, not cached. */
export function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name)
    if (skippedFolder.test(file) || entry.name === '.git') return []
    return entry.isDirectory() ? listFiles(file) : [file]
  })
}

/** The path that a relative import leads to, or `undefined` for the name of a package. */
export function resolveImport(file: SourceFile, name: string): string | undefined {
  if (!name.startsWith('.')) return undefined
  return path.posix.join(path.posix.dirname(file.path), name)
}

/** The package part of an import: `@scope/name` or `name`, without what follows. */
export function packageOf(name: string): string {
  const parts = name.split('/')
  return name.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? name)
}

export function readImports(code: string): Import[] {
  return statements.flatMap((pattern) =>
    [...code.matchAll(pattern)].map(({ groups }) => ({
      name: groups?.name ?? '',
      isType: groups?.type !== undefined,
    })),
  )
}

/** The text without comments. Good enough for our formatted code; strings are kept. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

function readSourceFile(room: string, file: string): SourceFile {
  const text = readFileSync(file, 'utf8')
  const code = withoutComments(text)
  return {
    room,
    path: file,
    text,
    code,
    isTest: /\.(test|spec)\.tsx?$|\/(test|journeys|bench)\//.test(file),
    imports: readImports(code),
  }
}
