import { type TextRange, zoneKinds } from '@parallax/domain'
import type {
  Annotation,
  AnnotationKind,
  CorpusDocument,
  CorpusLayer,
  CorpusMeta,
  CorpusValue,
  Link,
  LinkEnd,
  Passage,
} from '../corpus/corpus.ts'
import { attributePrefix } from '../corpus/facets.ts'
import { fieldsOf, parseJson, textOf } from '../json/read-json.ts'
import { OffsetMap } from '../offsets/offset-map.ts'

export type Fields = ReadonlyMap<string, unknown>

/** What a row says, and in words what is wrong with it. */
export type ReadRow = { readonly document: CorpusDocument; readonly problems: readonly string[] }

/** The document of one of our own rows. */
export function documentOfRow(row: Fields, place: string): ReadRow {
  const text = textOf(row.get('text')) ?? ''
  const reader = new RowReader(text)
  const faces = objectsOf(row.get('layers')).map(faceOf)
  const isUnlisted = faces.length === 0 && tables.some(([column]) => isFilled(row.get(column)))
  const layers = (isUnlisted ? [sharedFace] : faces).map((face) => ({
    ...face,
    annotations: [] as Annotation[],
  }))
  for (const [column, kind] of tables)
    for (const fields of objectsOf(row.get(column))) {
      const layer = layers[Number(fields.get('layer'))]
      const annotation = reader.annotation(fields, kind)
      if (layer && annotation) layer.annotations.push(annotation)
      else if (!layer)
        reader.problems.push(`${column}: there is no layer ${String(fields.get('layer'))}.`)
    }
  const document = {
    id: textOf(row.get('id')) ?? place,
    name: textOf(row.get('name')) ?? place,
    text,
    meta: metaOfRow(row),
    zones: objectsOf(row.get('zones')).flatMap((zone) => reader.zone(zone)),
    layers,
  }
  return { document, problems: reader.problems }
}

const tables: readonly (readonly [string, AnnotationKind])[] = [
  ['mentions', 'mention'],
  ['claims', 'claim'],
  ['stances', 'stance'],
  ['relations', 'relation'],
  ['labels', 'documentLabel'],
]

const sharedFace: Pick<CorpusLayer, 'kind' | 'annotator'> = { kind: 'shared', annotator: null }

function faceOf(fields: Fields): Pick<CorpusLayer, 'kind' | 'annotator'> {
  const kind = fields.get('kind')
  const annotator = textOf(fields.get('annotator')) ?? null
  if (kind === 'annotator' || kind === 'adjudicated') return { kind, annotator }
  return { kind: 'shared', annotator }
}

/** The objects of a list. */
export function objectsOf(value: unknown): readonly Fields[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.map(fieldsOf).filter((each) => each !== undefined)
}

/** Whether a list has something in it. */
function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0
}

function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : undefined
}

function metaOfRow(row: Fields): CorpusMeta {
  const said = {
    title: textOf(row.get('title')),
    publisher: textOf(row.get('publisher')),
    agency: textOf(row.get('agency')),
    byline: textsOf(row.get('byline')),
    url: textOf(row.get('url')),
    language: textOf(row.get('language')),
    publishedAt: textOf(row.get('published_at')),
    publishedAtBasis: textOf(row.get('published_at_basis')),
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

/** Columns that are values of the same kind, by the names of the values. */
const textColumns: Readonly<Record<AnnotationKind, Readonly<Record<string, string>>>> = {
  mention: { level: 'level', figure: 'figure' },
  claim: {
    polarity: 'polarity',
    certainty: 'certainty',
    act: 'act',
    tense: 'tense',
    said_on: 'saidOn',
    checkworthiness: 'checkworthiness',
    rendering: 'rendering',
    relay: 'relay',
  },
  stance: { explicitness: 'explicitness', holder_kind: 'holder' },
  relation: {},
  documentLabel: {},
}

/** Reads the annotations of one row: offsets in code points become those of its text. */
class RowReader {
  readonly problems: string[] = []
  readonly #text: string
  readonly #map: OffsetMap

  constructor(text: string) {
    this.#text = text
    this.#map = new OffsetMap(text)
  }

  zone(fields: Fields): CorpusDocument['zones'] {
    const kind = zoneKinds.find((each) => each === fields.get('kind'))
    const range = this.#range(fields)
    if (!kind || !range) return []
    return [{ kind, ...range, note: textOf(fields.get('note')) ?? '' }]
  }

  annotation(fields: Fields, kind: AnnotationKind): Annotation | undefined {
    const id = textOf(fields.get('id')) ?? ''
    const extra = extraOf(fields)
    const extent = this.#parts(fields.get('parts') ?? extra.get('parts'))
    if (!this.#fits(fields, extent)) {
      this.problems.push(`${kind} ${id}: its words do not stand where its offsets say.`)
      return undefined
    }
    const label = textOf(fields.get('label') ?? fields.get('field') ?? extra.get('label')) ?? null
    const [by, at] = [textOf(fields.get('by')), textOf(fields.get('at'))]
    return {
      id,
      kind,
      label,
      extent,
      values: { ...valuesOf(fields, kind), ...extraValues(extra) },
      passages: [...this.#passages(fields), ...this.#extraPassages(extra)],
      links: [...linksOf(fields, kind), ...extraLinks(extra)],
      signature: by === undefined || at === undefined ? null : { by, at },
    }
  }

  #range(fields: Fields): TextRange | undefined {
    const [start, end] = [Number(fields.get('start')), Number(fields.get('end'))]
    const startUtf16 = this.#map.fromUnit(start, 'code-points')
    const endUtf16 = this.#map.fromUnit(end, 'code-points')
    if (startUtf16 === undefined || endUtf16 === undefined || endUtf16 < startUtf16)
      return undefined
    return { startUtf16, endUtf16 }
  }

  #parts(value: unknown): readonly TextRange[] {
    return objectsOf(value).flatMap((part) => this.#range(part) ?? [])
  }

  /** Whether the words that a row gives are those in the text. */
  #fits(fields: Fields, extent: readonly TextRange[]): boolean {
    const words = textOf(fields.get('text'))
    if (words === undefined) return true
    return (
      extent.map((range) => this.#text.slice(range.startUtf16, range.endUtf16)).join(' ') === words
    )
  }

  #passages(fields: Fields): readonly Passage[] {
    const one = (role: string, value: unknown): readonly Passage[] =>
      Array.isArray(value) ? [{ role, extent: this.#parts(value) }] : []
    return [
      ...one('condition', fields.get('condition_parts')),
      ...one('cue', fields.get('cue_parts')),
      ...objectsOf(fields.get('chain')).flatMap((step, index) => [
        ...one(`source.${index + 1}`, step.get('source_parts')),
        ...one(`cue.${index + 1}`, step.get('cue_parts')),
      ]),
    ]
  }

  #extraPassages(extra: Fields): readonly Passage[] {
    return objectsOf(extra.get('passages')).map((passage) => ({
      role: textOf(passage.get('role')) ?? '',
      extent: this.#parts(passage.get('parts')),
    }))
  }
}

function valuesOf(fields: Fields, kind: AnnotationKind): Record<string, CorpusValue> {
  const texts = { ...textColumns[kind], note: 'note', origin: 'origin' }
  const isTopic = kind === 'stance' && fields.get('target_kind') === 'topic'
  const said: (readonly [string, CorpusValue | undefined])[] = [
    ...Object.entries(texts).map(([column, name]) => [name, textOf(fields.get(column))] as const),
    ['topics', kind === 'claim' ? textsOf(fields.get('topics')) : undefined],
    ['values', kind === 'documentLabel' ? textsOf(fields.get('values')) : undefined],
    ['value', kind === 'stance' ? numberOf(fields.get('value')) : undefined],
    ['steps', numberOf(fields.get('steps'))],
    ['topic', isTopic ? textOf(fields.get('target')) : undefined],
    ...objectsOf(fields.get('attributes')).map(attributeOf),
  ]
  return Object.fromEntries(
    said.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

function attributeOf(fields: Fields): readonly [string, CorpusValue | undefined] {
  const written = textOf(fields.get('value')) ?? ''
  const name = attributePrefix + (textOf(fields.get('name')) ?? '')
  switch (fields.get('kind')) {
    case 'boolean':
      return [name, written === 'true']
    case 'number':
      return [name, Number(written)]
    case 'labels': {
      const parsed = parseJson(written)
      return [name, parsed.ok ? textsOf(parsed.value) : undefined]
    }
    default:
      return [name, written]
  }
}

function linksOf(fields: Fields, kind: AnnotationKind): readonly Link[] {
  const one = (role: string, end: LinkEnd['kind'], id: unknown): readonly Link[] =>
    typeof id === 'string' ? [{ role, to: { kind: end, id } }] : []
  const many = (role: string, ids: unknown) =>
    (textsOf(ids) ?? []).flatMap((id) => one(role, 'entity', id))
  const chain = objectsOf(fields.get('chain')).flatMap((step, index) => [
    ...many(`source.${index + 1}`, step.get('sources')),
    ...one(`medium.${index + 1}`, 'entity', step.get('medium')),
    ...many(`addressee.${index + 1}`, step.get('addressees')),
  ])
  const target = targetEnds.get(String(fields.get('target_kind')))
  const own: Readonly<Record<AnnotationKind, () => readonly Link[]>> = {
    mention: () => one('entity', 'entity', fields.get('entity')),
    claim: () => one('proposition', 'proposition', fields.get('proposition')),
    stance: () => [
      ...many('holder', fields.get('holders')),
      ...(target ? one('target', target, fields.get('target')) : []),
      ...one('claim', 'annotation', fields.get('claim')),
    ],
    relation: () => [
      ...one('from', 'annotation', fields.get('from')),
      ...one('to', 'annotation', fields.get('to')),
    ],
    documentLabel: () => [],
  }
  return [...own[kind](), ...chain]
}

const targetEnds: ReadonlyMap<string, LinkEnd['kind']> = new Map([
  ['entity', 'entity'],
  ['proposition', 'proposition'],
  ['claim', 'annotation'],
])

/** What had no column, as JSON. */
function extraOf(fields: Fields): Fields {
  const written = textOf(fields.get('extra'))
  const parsed = written === undefined ? undefined : parseJson(written)
  return (parsed?.ok ? fieldsOf(parsed.value) : undefined) ?? new Map()
}

function extraValues(extra: Fields): Record<string, CorpusValue> {
  const values = [...(fieldsOf(extra.get('values')) ?? [])].flatMap(([name, value]) => {
    const isPlain =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    const plain = isPlain ? value : textsOf(value)
    return plain === undefined ? [] : [[name, plain] as const]
  })
  return Object.fromEntries(values)
}

function extraLinks(extra: Fields): readonly Link[] {
  return objectsOf(extra.get('links')).flatMap((link): Link[] => {
    const to = fieldsOf(link.get('to'))
    const kind = to?.get('kind')
    const [role, id] = [textOf(link.get('role')), textOf(to?.get('id'))]
    const isEnd = kind === 'annotation' || kind === 'entity' || kind === 'proposition'
    return isEnd && role !== undefined && id !== undefined ? [{ role, to: { kind, id } }] : []
  })
}
