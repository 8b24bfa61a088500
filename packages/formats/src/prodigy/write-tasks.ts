import type { FilePiece, WriteContext } from '../codecs/codec-definition.ts'
import type { CorpusDocument, CorpusLayer, CorpusSource } from '../corpus/corpus.ts'
import { OffsetMap } from '../offsets/offset-map.ts'
import { companionName } from '../regions/companion.ts'
import { fieldsOfMeta } from '../regions/document-fields.ts'
import type { Arc, Region } from '../regions/region.ts'
import { regionsOfLayer } from '../regions/regions-of-layer.ts'
import { CompanionWriter, detailJson, layerJson, spanOf } from '../regions/write-companion.ts'
import { Tokens } from './tokens.ts'

/** A line per document and layer, as Prodigy has one per text and annotator. */
export async function* writeProdigyTasks(
  source: CorpusSource,
  { tools }: WriteContext,
): AsyncGenerator<FilePiece> {
  const companions = new CompanionWriter(source.head)
  for await (const document of source.documents()) {
    const map = new OffsetMap(document.text)
    const tokens = new Tokens(tools.words(document.text, document.meta.language ?? ''))
    const own = companions.write(document, map)
    const layers = document.layers.length > 0 ? document.layers : [undefined]
    for (const layer of layers) {
      const task = taskOf({ document, map, tokens }, layer, own)
      yield { path: 'annotations.jsonl', content: `${JSON.stringify(task)}\n` }
    }
  }
}

type Around = {
  readonly document: CorpusDocument
  readonly map: OffsetMap
  readonly tokens: Tokens
}

function taskOf(around: Around, layer: CorpusLayer | undefined, own: object): object {
  const { document, map } = around
  const { regions, arcs, placeless } = regionsOfLayer(layer?.annotations ?? [])
  const byId = new Map(regions.map((region) => [region.id, region]))
  const annotator = layer?.annotator ?? layer?.kind
  return {
    text: document.text,
    meta: fieldsOfMeta(document.meta),
    tokens: tokensOf(around),
    spans: regions.map((region) => ({
      ...spanJson(region, around),
      text: document.text.slice(region.range.startUtf16, region.range.endUtf16),
      id: region.id,
      [companionName]: detailJson(region.detail),
    })),
    relations: arcs.flatMap((arc) => relationJson(arc, byId, around)),
    entities: entitiesOf(regions, map),
    cats: catsOf(placeless),
    answer: 'accept',
    _view_id: 'relations',
    ...(annotator ? { _annotator_id: annotator, _session_id: annotator } : {}),
    [companionName]: { ...own, ...(layer ? { layer: layerJson(layer, placeless, map) } : {}) },
  }
}

function tokensOf({ document: { text }, map, tokens }: Around): readonly object[] {
  return tokens.words.map((range, id) => {
    const [start, end] = spanOf(range, map)
    const ws = /\s/.test(text[range.endUtf16] ?? '')
    return { text: text.slice(range.startUtf16, range.endUtf16), start, end, id, ws }
  })
}

/** A span with the words that it lies on; the last one is included, as Prodigy has it. */
function spanJson({ range, label }: Region, { map, tokens }: Around) {
  const [start, end] = spanOf(range, map)
  const [token_start, token_end] = tokens.under(range) ?? []
  const words = token_start === undefined ? {} : { token_start, token_end }
  return { start, end, ...words, label }
}

function relationJson(
  { id, type, from, to, detail }: Arc,
  regions: ReadonlyMap<string, Region>,
  around: Around,
): readonly object[] {
  const [head, child] = [regions.get(from), regions.get(to)]
  if (!head || !child) return []
  const [head_span, child_span] = [spanJson(head, around), spanJson(child, around)]
  const ends = { head: head_span.token_end, child: child_span.token_end }
  const own = { id, from, to, ...detailJson(detail) }
  return [{ ...ends, head_span, child_span, label: type, [companionName]: own }]
}

/** Mentions for spaCy's `Doc.ents`, where no two may overlap: earlier and longer ones first. */
function entitiesOf(
  regions: readonly Region[],
  map: OffsetMap,
): readonly (readonly [number, number, string])[] {
  const mentions = regions
    .filter(({ detail }) => detail.as === 'mention')
    .sort((a, b) => a.range.startUtf16 - b.range.startUtf16 || b.range.endUtf16 - a.range.endUtf16)
  let endUtf16 = 0
  return mentions.flatMap(({ range, label }) => {
    if (range.startUtf16 < endUtf16) return []
    endUtf16 = range.endUtf16
    const [start, end] = spanOf(range, map)
    return [[start, end, label] as const]
  })
}

/** Labels of the whole text as spaCy's text categories. */
function catsOf(placeless: CorpusLayer['annotations']): Readonly<Record<string, number>> {
  const names = placeless.flatMap(({ kind, label, values }) => {
    const chosen = values.values
    return kind === 'documentLabel' && typeof chosen === 'object'
      ? chosen.map((value) => [`${label}=${value}`, 1] as const)
      : []
  })
  return Object.fromEntries(names)
}
