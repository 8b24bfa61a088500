import type { Annotation, CorpusDocument, CorpusLayer } from '../corpus/corpus.ts'
import { placesOf } from './file-place.ts'

/** What one file says of a document. */
export type DocumentOfFile = {
  readonly path: string
  /** Without layers; a file of another tool names it by its place. */
  readonly document: Omit<CorpusDocument, 'layers'>
  /** The layer, where the file itself says whose it is. */
  readonly layer: CorpusLayer | null
  /** What another tool's file holds: whose it is, its place says. `null` for a file of ours. */
  readonly annotations: readonly Annotation[] | null
}

/** Piles up files as long as they are of the same document. */
export class DocumentPile {
  #files: DocumentOfFile[] = []

  /** Adds a file. When it begins another document, the one before it is whole and handed back. */
  add(file: DocumentOfFile): CorpusDocument | undefined {
    const [first] = this.#files
    const done = first && !isSameDocument(first, file) ? this.take() : undefined
    this.#files.push(file)
    return done
  }

  /** The document of the files so far. */
  take(): CorpusDocument | undefined {
    const files = this.#files
    this.#files = []
    const [first] = files
    if (!first) return undefined
    if (first.annotations === null) {
      const layers = files.flatMap(({ layer }) => layer ?? [])
      return { ...first.document, layers }
    }
    return foreignDocument(first, files)
  }
}

function isSameDocument(a: DocumentOfFile, b: DocumentOfFile): boolean {
  if ((a.annotations === null) !== (b.annotations === null)) return false
  if (a.annotations === null) return a.document.id === b.document.id
  const isSameFolder = placesOf(a.path).folder === placesOf(b.path).folder
  return isSameFolder && a.document.text === b.document.text && a.document.id === b.document.id
}

function foreignDocument(first: DocumentOfFile, files: readonly DocumentOfFile[]): CorpusDocument {
  const place = placesOf(first.path)
  const isOfAnnotators = files.length > 1 || place.isSurelyOfAnnotator
  const layers = files.flatMap(({ path, annotations }) => {
    const layer = isOfAnnotators ? layerOfPlace(path) : sharedLayer
    const isSaid = (annotations ?? []).length > 0 || layer.kind !== 'shared'
    return isSaid ? [{ ...layer, annotations: annotations ?? [] }] : []
  })
  const byFolder = place.folderName || first.document.meta.title || place.stem
  const name = isOfAnnotators ? byFolder : place.stem
  const id = isOfAnnotators ? place.folder || name : `${place.folder}/${place.stem}`
  return { ...first.document, id: id.replace(/^\//, ''), name, layers }
}

type LayerFace = Pick<CorpusLayer, 'kind' | 'annotator'>
const sharedLayer: LayerFace = { kind: 'shared', annotator: null }

function layerOfPlace(path: string): LayerFace {
  const { isCuration, isInitial, stem } = placesOf(path)
  if (isCuration) return { kind: 'adjudicated', annotator: null }
  return isInitial ? sharedLayer : { kind: 'annotator', annotator: stem }
}
