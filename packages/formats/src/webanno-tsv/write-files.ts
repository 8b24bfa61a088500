import type { FilePiece, WriteContext } from '../codecs/codec-definition.ts'
import type { CorpusLayer, CorpusSource } from '../corpus/corpus.ts'
import { FileNames } from '../corpus/file-names.ts'
import { pathOfLayer } from './layer-paths.ts'
import { tsvOf } from './write-document.ts'

/** A file for each annotation of each document, where INCEpTION would have it. */
export async function* writeTsvFiles(
  { head, documents }: CorpusSource,
  { tools }: WriteContext,
): AsyncGenerator<FilePiece> {
  const names = new FileNames()
  const entities = new Map(head.entities.map((entity) => [entity.id, entity]))
  for await (const document of documents()) {
    const name = names.claim(document.name)
    const { layers } = document
    for (const [index, layer] of (layers.length > 0 ? layers : [noLayer]).entries()) {
      const path = pathOfLayer(layer, layers.slice(0, index), name)
      yield { path, content: tsvOf(document, layer, entities, tools) }
    }
  }
}

const noLayer: CorpusLayer = { kind: 'shared', annotator: null, annotations: [] }
