import type { FilePiece } from '../codecs/codec-definition.ts'
import type { CorpusDocument, CorpusSource } from '../corpus/corpus.ts'
import { OffsetMap } from '../offsets/offset-map.ts'
import { companionName } from '../regions/companion.ts'
import { fieldsOfMeta } from '../regions/document-fields.ts'
import { regionsOfLayer } from '../regions/regions-of-layer.ts'
import { CompanionWriter, detailJson, layerJson, spanOf } from '../regions/write-companion.ts'

/** A line per document, as projects for spans and relations take them in. */
export async function* writeDoccanoLines(source: CorpusSource): AsyncGenerator<FilePiece> {
  const companions = new CompanionWriter(source.head)
  let id = 0
  for await (const document of source.documents()) {
    id += 1
    const line = { id, ...lineOf(document, companions) }
    yield { path: 'all.jsonl', content: `${JSON.stringify(line)}\n` }
  }
}

function lineOf(document: CorpusDocument, companions: CompanionWriter): object {
  const { text, meta, layers } = document
  const map = new OffsetMap(text)
  const [layer] = layers
  const { regions, arcs, placeless } = regionsOfLayer(layer?.annotations ?? [])
  const numbers = new Map(regions.map(({ id }, index) => [id, index + 1]))
  const entities = regions.map(({ label, range }, index) => {
    const [start_offset, end_offset] = spanOf(range, map)
    return { id: index + 1, label, start_offset, end_offset }
  })
  const relations = arcs.map(({ type, from, to }, index) => {
    return { id: index + 1, from_id: numbers.get(from), to_id: numbers.get(to), type }
  })
  const own = {
    ...companions.write(document, map),
    ...(layer ? { layer: layerJson(layer, placeless, map) } : {}),
    regions: regions.map(({ id, label, range, detail }) => {
      const quote = text.slice(range.startUtf16, range.endUtf16)
      return { at: [...spanOf(range, map), label], quote, id, ...detailJson(detail) }
    }),
    arcs: arcs.map(({ id, type, from, to, detail }) => {
      return { at: [from, to, type], id, ...detailJson(detail) }
    }),
  }
  return { text, ...fieldsOfMeta(meta), entities, relations, Comments: [], [companionName]: own }
}
