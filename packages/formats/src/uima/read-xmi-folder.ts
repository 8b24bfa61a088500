import { ok, type Result, refuse } from '@parallax/domain'
import type { CorpusOutcome, InputFile } from '../codecs/codec-definition.ts'
import type { XmlProblem } from '../xml/read-xml.ts'
import type { CasType } from './cas.ts'
import { readCasFiles } from './read-folder.ts'
import { readXmi } from './read-xmi.ts'
import { readTypeSystem } from './type-system.ts'

type TypeSystemFile = { readonly folder: string; readonly types: readonly CasType[] }

/**
 * Reads a folder of XMI files with their type systems: for each the ones in its folder or in the
 * nearest folder around it, and where there are none, all that were brought.
 */
export async function* readXmiFolder(files: readonly InputFile[]): AsyncGenerator<CorpusOutcome> {
  const systems: TypeSystemFile[] = []
  for (const file of files.filter(({ path }) => /\.xml$/i.test(path))) {
    const read = await readTypeSystem(file.text())
    if (read.ok) systems.push({ folder: folderOf(file.path), types: read.value })
    else yield refuse({ file: file.path, ...read.reason })
  }
  const xmis = files.filter(({ path }) => /\.xmi$/i.test(path))
  if (systems.length === 0 && xmis.length > 0)
    yield ok({
      item: 'note',
      note: 'There is no type system: references and numbers were guessed.',
    })
  yield* readCasFiles(
    xmis.map((file) => ({
      path: file.path,
      load: async () => inWords(await readXmi(file.text(), typesFor(file.path, systems))),
    })),
  )
}

function inWords<T>(read: Result<T, XmlProblem>): Result<T, string> {
  return read.ok ? read : refuse(`Line ${read.reason.line}: ${read.reason.message}`)
}

function folderOf(path: string): string {
  return path.includes('/') ? path.replace(/\/[^/]*$/, '') : ''
}

function typesFor(path: string, systems: readonly TypeSystemFile[]): readonly CasType[] {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const found = systems.filter((system) => system.folder === folder)
    if (found.length > 0) return found.flatMap(({ types }) => types)
    if (folder === '') return systems.flatMap(({ types }) => types)
  }
}
