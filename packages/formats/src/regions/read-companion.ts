import type { Extent, TextRange } from '@parallax/domain'
import type * as z from 'zod/mini'
import type { Annotation, CorpusItem, CorpusLayer, CorpusZone } from '../corpus/corpus.ts'
import type { OffsetMap } from '../offsets/offset-map.ts'
import {
  type annotationSchema,
  type Companion,
  companionSchema,
  detailSchema,
  layerSchema,
} from './companion.ts'
import type { Detail } from './region.ts'

/** The companion of a document, or `undefined` where the field is not one of ours. */
export function companionOf(value: unknown): Companion | undefined {
  return parsed(companionSchema, value)
}

/** What a companion brings for the whole corpus. */
export function* headItems({
  labels = [],
  attributes = [],
  entities,
  propositions,
}: Companion): Generator<CorpusItem> {
  for (const label of labels) yield { item: 'label', label }
  for (const attribute of attributes) yield { item: 'attribute', attribute }
  for (const entity of entities) yield { item: 'entity', entity }
  for (const proposition of propositions) yield { item: 'proposition', proposition }
}

/** The zones of a companion, without those that lie outside of the text. */
export function zonesOf({ zones }: Companion, map: OffsetMap): readonly CorpusZone[] {
  return zones.flatMap(({ kind, at, note }) =>
    rangesOf([at], map).map((range) => ({ ...range, kind, note })),
  )
}

/** A layer's face and what has no place in its text; `undefined` where the field is not ours. */
export function layerOf(
  value: unknown,
  map: OffsetMap,
): (Pick<CorpusLayer, 'kind' | 'annotator'> & { placeless: readonly Annotation[] }) | undefined {
  const layer = parsed(layerSchema, value)
  return layer && { ...layer, placeless: layer.placeless.map((each) => placelessOf(each, map)) }
}

function placelessOf(annotation: z.infer<typeof annotationSchema>, map: OffsetMap): Annotation {
  return {
    ...annotation,
    extent: rangesOf(annotation.extent, map),
    passages: annotation.passages.map(({ role, extent }) => ({
      role,
      extent: rangesOf(extent, map),
    })),
  }
}

/** What a region or arc is to us; a mention or relation where the field says nothing. */
export function detailOf(value: unknown): Detail | undefined {
  const detail = parsed(detailSchema, value)
  // Optional fields that are absent stay absent.
  return detail as Detail | undefined
}

function rangesOf(spans: readonly (readonly [number, number])[], map: OffsetMap): Extent {
  return spans.flatMap(([start, end]): TextRange[] => {
    const startUtf16 = map.fromUnit(start, 'code-points')
    const endUtf16 = map.fromUnit(end, 'code-points')
    if (startUtf16 === undefined || endUtf16 === undefined || endUtf16 < startUtf16) return []
    return [{ startUtf16, endUtf16 }]
  })
}

function parsed<T>(
  schema: { safeParse: (value: unknown) => { success: boolean; data?: T } },
  value: unknown,
): T | undefined {
  const reading = schema.safeParse(value)
  return reading.success ? reading.data : undefined
}
