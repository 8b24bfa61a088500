import type { FilePiece } from '../codecs/codec-definition.ts'
import type { CorpusDocument, CorpusLayer, CorpusSource } from '../corpus/corpus.ts'
import { OffsetMap } from '../offsets/offset-map.ts'
import { companionName } from '../regions/companion.ts'
import { fieldsOfMeta } from '../regions/document-fields.ts'
import type { Arc, Region } from '../regions/region.ts'
import { regionsOfLayer } from '../regions/regions-of-layer.ts'
import { CompanionWriter, detailJson, layerJson, spanOf } from '../regions/write-companion.ts'
import { type Control, controlOf } from './controls.ts'
import { LabellingConfig } from './labelling-config.ts'

/** The tasks as one array, and behind them the configuration that shows them. */
export async function* writeTasks(source: CorpusSource): AsyncGenerator<FilePiece> {
  const config = new LabellingConfig(source.head)
  const companions = new CompanionWriter(source.head)
  let number = 0
  for await (const document of source.documents()) {
    number += 1
    const task = taskOfDocument(document, number, companions, config)
    yield { path: 'tasks.json', content: `${number === 1 ? '[' : ','}\n${JSON.stringify(task)}` }
  }
  yield { path: 'tasks.json', content: number === 0 ? '[]\n' : '\n]\n' }
  yield { path: 'labelling-config.xml', content: config.xml() }
}

function taskOfDocument(
  document: CorpusDocument,
  id: number,
  companions: CompanionWriter,
  config: LabellingConfig,
): object {
  const map = new OffsetMap(document.text)
  const companion = companions.write(document, map)
  const data = { text: document.text, ...fieldsOfMeta(document.meta), [companionName]: companion }
  const annotations = document.layers.map((layer) =>
    annotationOfLayer(layer, document.text, map, config),
  )
  return { id, data, annotations }
}

/**
 * A layer as an annotation. Who made it stands in our own field: Label Studio refuses a file whose
 * `completed_by` names somebody whom it does not know.
 */
function annotationOfLayer(
  layer: CorpusLayer,
  text: string,
  map: OffsetMap,
  config: LabellingConfig,
): object {
  const { regions, arcs, placeless } = regionsOfLayer(layer.annotations)
  const isChoice = ({ kind, extent, passages, links }: (typeof placeless)[number]) =>
    kind === 'documentLabel' && extent.length + passages.length + links.length === 0
  const fields = new Set<string>()
  const choices = placeless.filter((each) => {
    const isFirst = isChoice(each) && !fields.has(each.label ?? '')
    if (isFirst) fields.add(each.label ?? '')
    return isFirst
  })
  const others = placeless.filter((each) => !choices.includes(each))
  const result = [
    ...regions.flatMap((region) => resultsOfRegion(region, text, map, config)),
    ...arcs.map((arc) => resultOfArc(arc, config)),
    ...choices.map((choice) => resultOfChoice(choice, config)),
  ]
  const isTruth = layer.kind === 'adjudicated'
  return { result, ground_truth: isTruth, [companionName]: layerJson(layer, others, map) }
}

const toText = { to_name: 'text', origin: 'manual' }

function resultsOfRegion(
  { id, label, range, detail }: Region,
  text: string,
  map: OffsetMap,
  config: LabellingConfig,
): readonly object[] {
  const [start, end] = spanOf(range, map)
  const place = { start, end, text: text.slice(range.startUtf16, range.endUtf16) }
  const { note, ...values } = detail.values ?? {}
  const controls = Object.entries(values).map(([name, value]) => controlOf(name, value))
  config.meetLabel(label)
  for (const control of controls) config.meetControl(control)
  const own = { [companionName]: detailJson({ ...detail, values: {} }) }
  const meta = typeof note === 'string' ? { text: [note], ...own } : own
  const region = {
    id,
    from_name: 'label',
    ...toText,
    type: 'labels',
    value: { ...place, labels: [label] },
    meta,
  }
  return [region, ...controls.map((control) => resultOfControl(id, place, control))]
}

function resultOfControl(id: string, place: object, { name, type, value }: Control): object {
  return { id, from_name: name, ...toText, type, value: { ...place, ...value } }
}

function resultOfArc({ id, type, from, to, detail }: Arc, config: LabellingConfig): object {
  config.meetRelation(type)
  const meta = { [companionName]: { id, ...detailJson(detail) } }
  return { type: 'relation', from_id: from, to_id: to, direction: 'right', labels: [type], meta }
}

function resultOfChoice(
  { id, label, values, signature }: CorpusLayer['annotations'][number],
  config: LabellingConfig,
): object {
  const { values: chosen = [], ...rest } = values
  const choices = typeof chosen === 'object' ? chosen : [String(chosen)]
  config.meetField(label ?? '', choices)
  const meta = { [companionName]: detailJson({ as: 'mention', values: rest, signature }) }
  return { id, from_name: label, ...toText, type: 'choices', value: { choices }, meta }
}
