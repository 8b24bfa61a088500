import { ok, type Result, refuse } from '@parallax/domain'
import type { CorpusOutcome } from '../codecs/codec-definition.ts'
import type { Cas } from './cas.ts'
import { DocumentPile } from './document-pile.ts'
import { placesOf } from './file-place.ts'
import { readCas } from './read-cas.ts'

/** A file with one CAS in it. */
export type CasFile = {
  readonly path: string
  /** The CAS, or what is wrong with the file in words. */
  readonly load: () => Promise<Result<Cas, string>>
}

/**
 * Reads a folder of CAS files, one document in memory at a time. Files of one folder (for INCEpTION's
 * `annotation` and `curation` the folders of the same name) with the same text, one after the other,
 * are one document as several people annotated it; otherwise each file is a document.
 */
export async function* readCasFiles(files: readonly CasFile[]): AsyncGenerator<CorpusOutcome> {
  const pile = new DocumentPile()
  for (const file of inFolders(files)) {
    const loaded = await file.load()
    if (!loaded.ok) yield refuse({ file: file.path, line: 0, message: loaded.reason })
    if (!loaded.ok) continue
    const { document, items, problems } = readCas(loaded.value, file.path)
    for (const problem of problems) yield refuse(problem)
    for (const item of items) yield ok(item)
    const done = document && pile.add(document)
    if (done) yield ok({ item: 'document', document: done })
  }
  const last = pile.take()
  if (last) yield ok({ item: 'document', document: last })
}

/** Files of the same document behind each other. */
function inFolders(files: readonly CasFile[]): readonly CasFile[] {
  const folders = new Map<string, CasFile[]>()
  for (const file of files) {
    const { folder } = placesOf(file.path)
    const found = folders.get(folder) ?? []
    folders.set(folder, found)
    found.push(file)
  }
  return [...folders.values()].flat()
}
