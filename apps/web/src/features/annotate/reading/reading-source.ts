import type { LayerRecord } from '@parallax/domain'
import type { PaintNames, SurfaceRecord } from '@parallax/surface'
import type { Annotation } from '../annotation.ts'
import { paintNames, paintRecord } from '../paint-record.ts'
import type { ReadingSource } from './reading-paragraphs.ts'

/** What the reading view is made of; records are painted when their paragraph is reached. */
export function readingSource(annotation: Annotation): ReadingSource {
  const { text, document, model } = annotation
  return {
    text,
    zones: document.data.zones,
    records: painted(model.inReadingOrder(), paintNames(annotation)),
  }
}

function* painted(records: Iterable<LayerRecord>, names: PaintNames): Generator<SurfaceRecord> {
  for (const record of records) yield* paintRecord(record, names)
}
