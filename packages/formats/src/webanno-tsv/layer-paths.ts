import type { CorpusLayer } from '../corpus/corpus.ts'

/** Whose annotation of which document a file is, by where it lies. */
export type LayerPlace = Pick<CorpusLayer, 'kind' | 'annotator'> & {
  /** The same for all files of a document. */
  readonly document: string
  readonly name: string
}

const curator = 'CURATION_USER'

/**
 * INCEpTION keeps the files of a document in `annotation/DOCUMENT/USER.tsv`, and what was decided in
 * `curation/DOCUMENT/CURATION_USER.tsv`. A file elsewhere is a document with one annotation.
 */
export function placeOfPath(path: string): LayerPlace {
  const found = /^(.*?)(?:annotation|curation)\/([^/]+)\/([^/]+)\.tsv$/.exec(path)
  if (!found) {
    const document = path.replace(/\.[^./]*$/, '')
    const name = document.slice(document.lastIndexOf('/') + 1)
    return { kind: 'shared', annotator: null, document, name }
  }
  const [, before = '', folder = '', user = ''] = found
  const name = folder.replace(/\.(?:txt|xml|xmi|json|tsv|pdf|html?)$/, '')
  const document = before + name
  if (user === curator) return { kind: 'adjudicated', annotator: null, document, name }
  if (user === 'INITIAL_CAS') return { kind: 'shared', annotator: null, document, name }
  return { kind: 'annotator', annotator: user, document, name }
}

/** Where a layer of a document is written, with those before it in its document. */
export function pathOfLayer(
  layer: Pick<CorpusLayer, 'kind' | 'annotator'>,
  before: readonly Pick<CorpusLayer, 'kind' | 'annotator'>[],
  document: string,
): string {
  const { kind, annotator } = layer
  const twins = before.filter((each) => each.kind === kind && each.annotator === annotator).length
  if (kind === 'shared' && twins === 0) return `${document}.tsv`
  if (kind === 'adjudicated' && twins === 0) return `curation/${document}/${curator}.tsv`
  const user = encodeUser(annotator ?? kind)
  return `annotation/${document}/${user}${twins === 0 ? '' : `~${twins + 1}`}.tsv`
}

/** A person's name as a file's: signs that some systems refuse are written by their numbers. */
function encodeUser(name: string): string {
  const hex = (sign: string) => `%${(sign.codePointAt(0) ?? 0).toString(16)}%`
  const safe = name.replace(/[^\p{L}\p{M}\p{N} _@.-]/gu, hex)
  return safe.replace(/^\.|[. ]$/g, hex) || '%20%'
}

/** The name that `pathOfLayer` made a file's name of. */
export function decodeUser(user: string): string {
  return user.replace(/~\d+$/, '').replace(/%([0-9a-f]{1,6})%/g, (escaped, hex) => {
    const code = Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : escaped
  })
}
