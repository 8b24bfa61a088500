import type { TextRange } from '@parallax/domain'
import type { Annotation, CorpusLayer, CorpusValue, Loss, LossReason } from '../corpus/corpus.ts'
import { fieldsOf, textOf } from '../json/read-json.ts'
import type { QuotedSpan } from '../offsets/find-unit.ts'
import type { OffsetMap } from '../offsets/offset-map.ts'
import { annotationsOfRegions } from '../regions/annotations-of-regions.ts'
import { companionName } from '../regions/companion.ts'
import { detailOf, layerOf } from '../regions/read-companion.ts'
import type { Arc, Detail, Region } from '../regions/region.ts'
import { attributeOfControl, valueOfControl } from './controls.ts'
import { labelsOf, saidBy, stringsOf, within } from './result-value.ts'
import { annotatorOf, type JsonFields, type TaskAnnotation } from './task.ts'

/** A span that a result has, before its unit is known. */
export type PendingSpan = QuotedSpan & { readonly result: JsonFields }

/** The spans of one annotation's results, in their order. */
export function pendingSpans({ results }: TaskAnnotation): readonly PendingSpan[] {
  return results.flatMap((result) => {
    if (!isRegion(result)) return []
    const value = within(result, 'value')
    const offsets = within(value, 'globalOffsets')
    const [start, end] = ['start', 'end'].map((name) =>
      Number(offsets.get(name) ?? value.get(name)),
    )
    const where = `Region ${String(result.get('id') ?? '')}`
    return [
      { start: start ?? 0, end: end ?? 0, quote: textOf(value.get('text')) ?? null, where, result },
    ]
  })
}

/** Whether a result puts labels on a stretch of plain text. */
function isRegion(result: JsonFields): boolean {
  const value = within(result, 'value')
  const isLabels = /labels$/.test(String(result.get('type')))
  const isOfText = (fields: JsonFields) =>
    typeof fields.get('start') === 'number' && typeof fields.get('end') === 'number'
  const isText = !value.has('channel') && !value.has('original_length')
  return isLabels && isText && (isOfText(value) || isOfText(within(value, 'globalOffsets')))
}

/** What a layer is read from: its annotation, and where its spans were found. */
export type LayerReading = {
  readonly annotation: TaskAnnotation
  readonly ranges: ReadonlyMap<JsonFields, TextRange>
  readonly map: OffsetMap
  readonly document: string
}

export type ReadLayer = {
  readonly layer: CorpusLayer
  readonly losses: readonly Loss[]
}

/** One person's or model's annotation of a task as a layer. */
export function readLayer(reading: LayerReading): ReadLayer {
  const { annotation, map, document } = reading
  const own = layerOf(annotation.fields.get(companionName), map)
  const gathered = new Gathering(reading, own !== undefined)
  for (const result of annotation.results) gathered.take(result)
  const { annotations, losses } = annotationsOfRegions(
    { regions: gathered.regions(), arcs: gathered.arcs, placeless: own?.placeless ?? [] },
    document,
  )
  const all = [...annotations, ...gathered.documentLabels()]
  return {
    layer: {
      ...layerFace(reading, own),
      annotations: annotation.isPrediction ? all.map(suggested) : all,
    },
    losses: [...losses, ...gathered.losses],
  }
}

function layerFace(
  { annotation: { fields, isPrediction } }: LayerReading,
  own: Pick<CorpusLayer, 'kind' | 'annotator'> | undefined,
): Pick<CorpusLayer, 'kind' | 'annotator'> {
  if (own) return { kind: own.kind, annotator: own.annotator }
  if (isPrediction)
    return {
      kind: 'annotator',
      annotator: `${textOf(fields.get('model_version')) || 'Model'} (predictions)`,
    }
  const annotator = annotatorOf(fields)
  if (fields.get('ground_truth') === true) return { kind: 'adjudicated', annotator: null }
  return annotator === '' ? { kind: 'shared', annotator: null } : { kind: 'annotator', annotator }
}

function suggested(annotation: Annotation): Annotation {
  return { ...annotation, values: { ...annotation.values, origin: 'suggestion' } }
}

/** Gathers the results of one annotation: regions, what is said of them, arrows, choices. */
class Gathering {
  readonly arcs: Arc[] = []
  readonly losses: Loss[] = []
  readonly #reading: LayerReading
  readonly #isOurs: boolean
  readonly #regions = new Map<string, Region>()
  /** What controls say of regions, by the region's id. */
  readonly #said = new Map<string, (readonly [string, CorpusValue])[]>()
  readonly #labels = new Map<string, Annotation>()
  /** Results about a region that may stand after them. */
  readonly #late: JsonFields[] = []
  #count = 0

  constructor(reading: LayerReading, isOurs: boolean) {
    this.#reading = reading
    this.#isOurs = isOurs
  }

  take(result: JsonFields): void {
    this.#count += 1
    if (result.get('type') === 'relation') this.#relation(result)
    else if (isRegion(result)) this.#region(result)
    else this.#late.push(result)
  }

  regions(): readonly Region[] {
    for (const result of this.#late) this.#control(result)
    this.#late.length = 0
    return [...this.#regions.values()].map((region) => {
      const said = Object.fromEntries(this.#said.get(region.id) ?? [])
      return {
        ...region,
        detail: { ...region.detail, values: { ...said, ...region.detail.values } },
      }
    })
  }

  documentLabels(): readonly Annotation[] {
    return [...this.#labels.values()]
  }

  #region(result: JsonFields): void {
    const range = this.#reading.ranges.get(result)
    if (!range) return
    const id = textOf(result.get('id')) ?? `region ${this.#count}`
    const labels = labelsOf(String(result.get('type')), within(result, 'value'))
    const { detail, note } = metaOf(result)
    for (const [index, label] of (labels.length > 0 ? labels : ['Span']).entries()) {
      const own = index === 0 && !this.#regions.has(id) ? id : `${id} ${this.#count}.${index}`
      const values = { ...detail.values, ...(note === '' ? {} : { note }) }
      this.#regions.set(own, { id: own, label, range, detail: { ...detail, values } })
    }
  }

  #relation(result: JsonFields): void {
    const [from, to] = [String(result.get('from_id')), String(result.get('to_id'))]
    const { detail, id } = metaOf(result)
    const isBack = result.get('direction') === 'left'
    const types = stringsOf(result.get('labels'))
    for (const [index, type] of (types.length > 0 ? types : ['related']).entries())
      this.arcs.push({
        id: index === 0 && id ? id : `relation ${this.#count}.${index}`,
        type,
        from: isBack ? to : from,
        to: isBack ? from : to,
        detail: detail.as === 'mention' ? { ...detail, as: 'relation' } : detail,
      })
  }

  #control(result: JsonFields): void {
    const type = String(result.get('type'))
    const name = textOf(result.get('from_name')) ?? type
    const said = saidBy(type, within(result, 'value'))
    const id = String(result.get('id') ?? '')
    if (said === undefined) this.#lose(type)
    else if (this.#regions.has(id)) this.#say(id, name, said)
    else if (typeof said === 'object') this.#choose(result, name, said)
    else this.#lose(name)
  }

  #say(id: string, name: string, said: CorpusValue): void {
    const value = this.#isOurs ? valueOfControl(name, said) : attributeOfControl(name, said)
    if (value) this.#said.set(id, [...(this.#said.get(id) ?? []), value])
  }

  #choose(result: JsonFields, name: string, said: readonly string[]): void {
    const { detail, note } = metaOf(result)
    const before = this.#labels.get(name)
    const earlier = before?.values.values
    const values = typeof earlier === 'object' ? [...new Set([...earlier, ...said])] : said
    this.#labels.set(name, {
      id: before?.id ?? textOf(result.get('id')) ?? `choice ${this.#count}`,
      kind: 'documentLabel',
      label: name,
      extent: [],
      values: { ...detail.values, ...(note === '' ? {} : { note }), values },
      passages: [],
      links: [],
      signature: detail.signature ?? null,
    })
  }

  #lose(what: string, reason: LossReason = 'not-ours'): void {
    const place = { document: this.#reading.document, range: null, what }
    this.losses.push({ how: 'dropped', kind: 'other', reason, place, count: 1 })
  }
}

/** What stands in a result's `meta`: a note for people, and what it is to us. */
function metaOf(result: JsonFields): { detail: Detail; note: string; id: string } {
  const meta = within(result, 'meta')
  const own = fieldsOf(meta.get(companionName))
  return {
    detail: detailOf(own && Object.fromEntries(own)) ?? { as: 'mention' },
    note: stringsOf(meta.get('text')).join('\n'),
    id: textOf(own?.get('id')) ?? '',
  }
}
