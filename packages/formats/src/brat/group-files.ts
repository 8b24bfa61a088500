import type { InputFile } from '../codecs/codec-definition.ts'
import type { CorpusLayer } from '../corpus/corpus.ts'
import type { LayerFolder } from './conf.ts'

/** One text with its annotation files, in one folder. */
export type TextFiles = {
  /** `''` for the outermost one. */
  readonly folder: string
  readonly name: string
  readonly text: InputFile
  readonly annotations: readonly InputFile[]
}

/** Files by the texts that they belong to, and those that belong to none. */
export type GroupedFiles = {
  readonly texts: readonly TextFiles[]
  /** Annotation whose text is not there. */
  readonly orphans: readonly InputFile[]
}

const annotationExtension = /\.(?:ann|a1|a2|rel)$/

export function groupFiles(files: readonly InputFile[]): GroupedFiles {
  const annotations = new Map<string, InputFile[]>()
  for (const file of files) {
    if (!annotationExtension.test(file.path)) continue
    const key = file.path.replace(annotationExtension, '')
    annotations.set(key, [...(annotations.get(key) ?? []), file])
  }
  const texts = files.flatMap((text): TextFiles[] => {
    if (!text.path.endsWith('.txt')) return []
    const key = text.path.slice(0, -'.txt'.length)
    const own = annotations.get(key) ?? []
    annotations.delete(key)
    return [{ ...placeOf(key), text, annotations: own }]
  })
  return { texts, orphans: [...annotations.values()].flat() }
}

function placeOf(path: string): { readonly folder: string; readonly name: string } {
  const at = path.lastIndexOf('/')
  return { folder: path.slice(0, Math.max(0, at)), name: path.slice(at + 1) }
}

/** The text of one document and whose annotations of it there are. */
export type DocumentFiles = {
  readonly id: string
  readonly name: string
  readonly layers: readonly (Pick<CorpusLayer, 'kind' | 'annotator'> & {
    readonly files: TextFiles
  })[]
}

/**
 * Texts of one name and of the same words in sibling folders are one document, and the folders are
 * its annotators'. In our own files the folders are listed in `annotation.conf`.
 */
export async function documentsOf(
  texts: readonly TextFiles[],
  folders: readonly LayerFolder[],
  hashOf: (file: InputFile) => Promise<string>,
): Promise<readonly DocumentFiles[]> {
  const listed = new Map(folders.map((each) => [each.folder, each]))
  const groups = new Map<string, TextFiles[]>()
  for (const files of texts) {
    const key = `${outside(files.folder, listed)}\n${files.name}`
    groups.set(key, [...(groups.get(key) ?? []), files])
  }
  const same: TextFiles[][] = []
  for (const group of groups.values()) same.push(...(await sameTexts(group, hashOf)))
  const annotators = new Set(
    same.flatMap((group) => (group.length > 1 ? group.map(({ folder }) => folder) : [])),
  )
  return same.map((group) => documentOf(group, listed, annotators))
}

/** The folder in which the folders of annotators lie. */
function outside(folder: string, listed: ReadonlyMap<string, LayerFolder>): string {
  const inside = lastOf(folder)
  const isLayer = listed.size > 0 ? listed.has(inside) : folder !== ''
  return isLayer ? folder.slice(0, Math.max(0, folder.length - inside.length - 1)) : folder
}

function lastOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1)
}

async function sameTexts(
  group: readonly TextFiles[],
  hashOf: (file: InputFile) => Promise<string>,
): Promise<TextFiles[][]> {
  if (group.length === 1) return [[...group]]
  const byHash = new Map<string, TextFiles[]>()
  for (const files of group) {
    const hash = await hashOf(files.text)
    byHash.set(hash, [...(byHash.get(hash) ?? []), files])
  }
  return [...byHash.values()]
}

function documentOf(
  group: readonly TextFiles[],
  listed: ReadonlyMap<string, LayerFolder>,
  annotators: ReadonlySet<string>,
): DocumentFiles {
  const [first] = group
  const path = first ? [first.folder, first.name].filter((part) => part !== '').join('/') : ''
  const layers = group
    .filter(({ annotations }) => annotations.length > 0)
    .map((files) => {
      const own = listed.get(lastOf(files.folder))
      const isPerson = listed.size === 0 && files.folder !== '' && annotators.has(files.folder)
      const kind = own?.kind ?? (isPerson ? 'annotator' : 'shared')
      const annotator = own ? own.annotator : isPerson ? lastOf(files.folder) : null
      return { kind, annotator, files } as const
    })
  return { id: path, name: first?.name ?? '', layers: layers.length > 0 ? layers : bare(first) }
}

function bare(files: TextFiles | undefined): DocumentFiles['layers'] {
  return files ? [{ kind: 'shared', annotator: null, files }] : []
}
