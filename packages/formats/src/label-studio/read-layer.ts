import type { TextRange } from '@parallax/domain'
import type { Annotation, CorpusLayer, CorpusValue, Loss, Signature } from '../corpus/corpus.ts'
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
import { instantOf, isSaid, unreadOfResult } from './unread.ts'

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
    const where = nameOf(result)
    return [
      { start: start ?? 0, end: end ?? 0, quote: textOf(value.get('text')) ?? null, where, result },
    ]
  })
}

/** Results that put labels on a text and do not say where, as what is wrong with them. */
export function brokenRegions({ results }: TaskAnnotation): readonly string[] {
  return results
    .filter(isBroken)
    .map((result) => `${nameOf(result)}: It does not say as numbers where it starts and ends.`)
}

function nameOf(result: JsonFields): string {
  return `Region ${String(result.get('id') ?? '')}`.trim()
}

/** Whether a result puts labels on a stretch of plain text. */
function isRegion(result: JsonFields): boolean {
  const value = within(result, 'value')
  const isOfText = (fields: JsonFields) =>
    typeof fields.get('start') === 'number' && typeof fields.get('end') === 'number'
  return isOnText(result) && (isOfText(value) || isOfText(within(value, 'globalOffsets')))
}

/** Whether it should be such a region. Paths into a page or a dialogue have offsets of their own. */
function isBroken(result: JsonFields): boolean {
  const value = within(result, 'value')
  const isPlace = value.has('start') || value.has('end')
  return isOnText(result) && isPlace && !value.has('startOffset') && !isRegion(result)
}

function isOnText(result: JsonFields): boolean {
  const value = within(result, 'value')
  const isLabels = /labels$/.test(String(result.get('type')))
  return isLabels && !value.has('channel') && !value.has('original_length')
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
  const face = layerFace(reading, own)
  const signature = signatureOf(annotation, face)
  const signed = all.map((each) => ({ ...each, signature: each.signature ?? signature }))
  const isDateRead = signature !== null && all.some((each) => each.signature === null)
  return {
    layer: { ...face, annotations: annotation.isPrediction ? signed.map(suggested) : signed },
    losses: [...losses, ...gathered.losses, ...lossesOfAnnotation(reading, isDateRead)],
  }
}

/** Who made an annotation and when, where Label Studio says both. */
function signatureOf(
  { fields, isPrediction }: TaskAnnotation,
  { annotator }: Pick<CorpusLayer, 'annotator'>,
): Signature | null {
  const by = isPrediction ? annotator : annotatorOf(fields)
  const at = instantOf(fields.get('created_at'))
  return by && at !== undefined ? { by, at } : null
}

/** What an annotation has besides its results, and what stands among them that is none. */
function lossesOfAnnotation(
  { annotation: { fields, unread, strayCount }, document }: LayerReading,
  isDateRead: boolean,
): readonly Loss[] {
  const isDateLost = !isDateRead && isSaid(fields.get('created_at'))
  const lost = (kind: Loss['kind'], what: string, count = 1): Loss => {
    const place = { document, range: null, what }
    return { how: 'dropped', kind, reason: 'not-ours', place, count }
  }
  return [
    ...unread.map((name) => lost(name === 'score' ? 'value' : 'meta', name)),
    ...(isDateLost ? [lost('meta', 'created_at')] : []),
    ...(strayCount > 0 ? [lost('other', 'result that is no object', strayCount)] : []),
  ]
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
    else if (!isBroken(result)) this.#late.push(result)
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
    this.#besides(result, labels[0] ?? 'Span', range)
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
    const [first = 'related'] = types
    this.#besides(result, first)
    if (result.get('direction') === 'bi') this.#tell('changed', 'relation', `${first}: bi`)
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
    const region = this.#regions.get(id)
    const isKept = said !== undefined && (region || typeof said === 'object')
    if (isKept) this.#besides(result, name, region?.range)
    if (said === undefined) this.#tell('dropped', 'other', type)
    else if (region) this.#say(id, name, said)
    else if (typeof said === 'object') this.#choose(result, name, said)
    else this.#tell('dropped', 'other', name)
  }

  /** What a result says that is kept in no record: a score before all. */
  #besides(result: JsonFields, what: string, range: TextRange | null = null): void {
    for (const name of unreadOfResult(result, within(result, 'meta')))
      this.#tell('dropped', 'value', `${what}: ${name}`, range)
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

  #tell(how: Loss['how'], kind: Loss['kind'], what: string, range: TextRange | null = null): void {
    const place = { document: this.#reading.document, range, what }
    this.losses.push({ how, kind, reason: 'not-ours', place, count: 1 })
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
