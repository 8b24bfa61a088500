import {
  entityName,
  type LayerRecord,
  mapGet,
  resolvedProposition,
  streamHead,
} from '@parallax/domain'
import {
  type PaintNames,
  paintRecord as paint,
  paintWords,
  type SurfaceRecord,
} from '@parallax/surface'
import type { Annotation } from './annotation.ts'

const longestStatement = 28

/** A record as the text shows it; empty for one that marks no words. */
export function paintRecord(record: LayerRecord, names: PaintNames): readonly SurfaceRecord[] {
  return paint(record, names)
}

/**
 * What the words and looks of records are made of, as the store has it at the moment they are drawn.
 * Records of other layers than one's own are lighter.
 */
export function paintNames(annotation: Annotation): PaintNames {
  const { session, opened, text, codebook, document, ownLayerId, layers } = annotation
  const { store } = session
  const registry = () => store.view(session.registryId) ?? annotation.registry
  return {
    text,
    get document() {
      const view = store.view(opened.documentId)
      return ((view && streamHead(view, 'document')) ?? document).data
    },
    words: paintWords,
    entity: (id) => entityName(registry(), id),
    proposition: (id) => shortened(resolvedProposition(registry(), id)?.data.statement),
    label: (id) => codebook.labels.get(id),
    isTentative: (id) => {
      const own = store.view(ownLayerId)
      return layers.length > 1 && (!own || mapGet(own.records, id) === undefined)
    },
  }
}

function shortened(words: string | undefined): string | undefined {
  return words && words.length > longestStatement
    ? `${words.slice(0, longestStatement - 1).trimEnd()}…`
    : words
}
