import { type AnyRecord, isLive } from '@parallax/domain'
import type { Authored, DocumentSource, ProjectSource } from '../project/project-item.ts'

/**
 * What of a project is released: what lives in it. Comments stay at home, and so does what was
 * deleted, unless `isReferredTo` by something that lives (a merged entity that was deleted later).
 */
export function releasedSource(
  source: ProjectSource,
  isReferredTo: (record: AnyRecord) => boolean,
): ProjectSource {
  const stays = ({ record }: Authored) => isLive(record) || isReferredTo(record)
  return {
    ...source,
    registry: () => only(source.registry(), stays),
    documents: () => releasedDocuments(source),
  }
}

async function* only<Item>(
  items: AsyncIterable<Item>,
  isWanted: (item: Item) => boolean,
): AsyncGenerator<Item> {
  for await (const item of items) if (isWanted(item)) yield item
}

async function* releasedDocuments(source: ProjectSource): AsyncGenerator<DocumentSource> {
  for await (const document of source.documents()) {
    if (document.record.deleted) continue
    const layers = document.layers.filter(({ record }) => isLive(record))
    yield {
      ...document,
      comments: [],
      layers: layers.map((layer) => ({ ...layer, records: releasedRecords(layer.records) })),
    }
  }
}

function releasedRecords<Item extends Authored>(records: Iterable<Item>): readonly Item[] {
  return [...records].filter(({ record }) => isLive(record) && record.kind !== 'comment')
}
