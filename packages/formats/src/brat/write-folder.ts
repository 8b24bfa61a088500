import type { FilePiece } from '../codecs/codec-definition.ts'
import type { CorpusLayer, CorpusSource } from '../corpus/corpus.ts'
import { attributePrefix } from '../corpus/facets.ts'
import { annotationConf, type LayerFolder, visualConf } from './conf.ts'
import { entitiesPath, entityLines, propositionLines, propositionsPath } from './norm-lists.ts'
import { FileNames, SafeNames } from './safe-names.ts'
import { standoffOf, wordsOfEnds } from './write-standoff.ts'

/** A folder for brat: a text and its annotation for each document, a folder for each annotator. */
export async function* writeFolder({ head, documents }: CorpusSource): AsyncGenerator<FilePiece> {
  const names = new SafeNames()
  for (const { name } of head.labels) names.of(name)
  for (const { name } of head.attributes) names.of(attributePrefix + name)
  const files = new FileNames()
  const folders = new LayerFolders()
  const words = wordsOfEnds(head)
  for await (const document of documents()) {
    const name = files.claim(document.name, 'document')
    const { layers } = document
    for (const [index, layer] of (layers.length > 0 ? layers : [noLayer]).entries()) {
      const path = folders.of(layer, layers.slice(0, index)) + name
      yield { path: `${path}.txt`, content: document.text }
      yield { path: `${path}.ann`, content: standoffOf(document, layer, words, names) }
    }
  }
  if (head.entities.length > 0) yield { path: entitiesPath, content: entityLines(head) }
  if (head.propositions.length > 0)
    yield { path: propositionsPath, content: propositionLines(head) }
  yield { path: 'annotation.conf', content: annotationConf(head, names, folders.all) }
  yield { path: 'visual.conf', content: visualConf(names) }
}

const noLayer: CorpusLayer = { kind: 'shared', annotator: null, annotations: [] }

/** A folder for each annotator; the shared layer has none. */
class LayerFolders {
  readonly #names = new FileNames()
  readonly #folders = new Map<string, LayerFolder>()

  /** The folder, with its `/`, of a layer with these before it in its document. */
  of(layer: CorpusLayer, before: readonly CorpusLayer[]): string {
    const { kind, annotator } = layer
    // Two people may have one name.
    const twins = before.filter((each) => each.kind === kind && each.annotator === annotator)
    if (kind === 'shared' && twins.length === 0) return ''
    const key = JSON.stringify([kind, annotator, twins.length])
    const known = this.#folders.get(key)
    const folder = known?.folder ?? this.#names.claim(annotator ?? kind, kind)
    if (!known) this.#folders.set(key, { folder, kind, annotator })
    return `${folder}/`
  }

  get all(): readonly LayerFolder[] {
    return [...this.#folders.values()]
  }
}
