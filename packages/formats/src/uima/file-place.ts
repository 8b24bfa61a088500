/** What the place of a CAS file says, as INCEpTION's exports have it. */
export type FilePlace = {
  /** The folder, without the `annotation` or `curation` in its path. */
  readonly folder: string
  /** The last part of the folder. */
  readonly folderName: string
  /** The file without its ending. */
  readonly stem: string
  readonly isCuration: boolean
  /** Of the document before anybody annotated it. */
  readonly isInitial: boolean
  /** Whether the folder bears the document's name and the file its annotator's. */
  readonly isSurelyOfAnnotator: boolean
}

const splitFolders = /^(annotation|curation)(_ser)?$/

export function placesOf(path: string): FilePlace {
  const parts = path.split('/')
  const stem = (parts.pop() ?? '').replace(/\.(json|xmi)$/i, '')
  const folders = parts.filter((part) => !splitFolders.test(part))
  const folderName = folders.at(-1) ?? ''
  const isCuration = stem === 'CURATION_USER' || parts.includes('curation')
  const isInitial = stem === 'INITIAL_CAS'
  return {
    folder: folders.join('/'),
    folderName,
    stem,
    isCuration,
    isInitial,
    isSurelyOfAnnotator:
      isCuration ||
      isInitial ||
      parts.some((part) => splitFolders.test(part)) ||
      /\.[a-z]{2,5}$/i.test(folderName),
  }
}
