import type { AnnotationKind } from '../corpus/corpus.ts'
import type { LayerSource, ProjectSource, RecordInLayer } from '../project/project-item.ts'

/**
 * A project with only some kinds of annotation, for formats that are written from it as it is. What
 * was not asked for is no loss. Ids in what stays may be those of records that were left out.
 */
export function chooseRecords(
  source: ProjectSource,
  kinds: readonly AnnotationKind[],
): ProjectSource {
  return {
    ...source,
    documents: async function* () {
      for await (const document of source.documents())
        yield { ...document, layers: document.layers.map((layer) => withKinds(layer, kinds)) }
    },
  }
}

function withKinds(layer: LayerSource, kinds: readonly AnnotationKind[]): LayerSource {
  const isWanted = (kind: RecordInLayer['kind']) => kind === 'comment' || kinds.includes(kind)
  return {
    ...layer,
    // Gone through several times.
    records: {
      *[Symbol.iterator]() {
        for (const each of layer.records) if (isWanted(each.record.kind)) yield each
      },
    },
  }
}
