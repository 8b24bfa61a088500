import type { FilePiece } from '../codecs/codec-definition.ts'
import type { CorpusDocument, CorpusLayer, CorpusSource } from '../corpus/corpus.ts'
import { FileNames } from '../corpus/file-names.ts'
import type { Cas } from './cas.ts'
import { type Registry, registryOf } from './registry.ts'
import { casOfHead, casOfLayer } from './write-cas.ts'

/**
 * A folder as INCEpTION exports one: `annotation/DOCUMENT/ANNOTATOR`, the adjudicated layer as
 * `curation/DOCUMENT/CURATION_USER`, and `registry` with what documents refer to.
 */
export async function* writeCasFolder(
  { head, documents }: CorpusSource,
  extension: string,
  write: (cas: Cas) => string,
): AsyncGenerator<FilePiece> {
  yield { path: `registry${extension}`, content: write(casOfHead(head)) }
  const names = new FileNames()
  const registry = registryOf(head)
  for await (const document of documents())
    for (const { path, cas } of casesOf(document, names.claim(document.name), registry))
      yield { path: `${path}${extension}`, content: write(cas) }
}

function* casesOf(document: CorpusDocument, folder: string, registry: Registry) {
  const names = new FileNames()
  if (document.layers.length === 0)
    yield {
      path: `annotation/${folder}/INITIAL_CAS`,
      cas: casOfLayer(document, null, registry),
    }
  for (const layer of document.layers) {
    const [kind, name] = placeOf(layer)
    const path = `${kind}/${folder}/${names.claim(name, kind)}`
    yield { path, cas: casOfLayer(document, layer, registry) }
  }
}

function placeOf({ kind, annotator }: CorpusLayer): readonly [folder: string, name: string] {
  if (kind === 'adjudicated') return ['curation', 'CURATION_USER']
  return ['annotation', annotator ?? kind]
}
