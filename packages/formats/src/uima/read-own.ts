import { zoneKinds } from '@parallax/domain'
import type {
  CorpusAttribute,
  CorpusDocument,
  CorpusItem,
  CorpusLabel,
  CorpusLayer,
  CorpusMeta,
  CorpusZone,
} from '../corpus/corpus.ts'
import type { CasReader, CasView, Structure } from './cas.ts'
import { own } from './own-types.ts'
import { readRecord } from './read-record.ts'
import { readEntity, readProposition } from './registry.ts'

/** What one CAS says: the document, its layer if it has one, and what these speak of. */
export type CasReading = {
  readonly document: Omit<CorpusDocument, 'layers'> | null
  readonly layer: CorpusLayer | null
  readonly items: readonly CorpusItem[]
}

/** Whether a CAS was written by us: it has the mark. */
export function isOwn({ cas }: CasReader): boolean {
  for (const { type } of cas.structures.values())
    if (type === own.document || type === own.corpus) return true
  return false
}

/** Reads a CAS of ours; all structures are gone through once. */
export function readOwnCas(reader: CasReader, view: CasView): CasReading {
  const structures = [...reader.cas.structures.values()]
  const ofType = (type: string) => structures.filter((structure) => structure.type === type)
  const [document] = ofType(own.document)
  const [layer] = ofType(own.layer)
  const annotations = structures.flatMap((structure) => readRecord(reader, structure) ?? [])
  return {
    document: document
      ? {
          ...documentOf(reader, document),
          text: view.text ?? '',
          zones: ofType(own.zone).flatMap((zone) => zoneOf(reader, zone)),
        }
      : null,
    layer: layer ? { ...layerOf(reader, layer), annotations } : null,
    items: structures.flatMap((structure) => itemOf(reader, structure)),
  }
}

function documentOf(
  reader: CasReader,
  structure: Structure,
): Pick<CorpusDocument, 'id' | 'name' | 'meta'> {
  const [id, name] = [reader.text(structure, 'documentId'), reader.text(structure, 'name')]
  const said = textFields.flatMap((field) => {
    const value = reader.text(structure, field)
    return value === undefined ? [] : [[field, value] as const]
  })
  const byline = reader.texts(structure, 'byline')
  const meta: CorpusMeta = {
    ...Object.fromEntries(said),
    ...(byline.length > 0 ? { byline } : {}),
  }
  return { id: id ?? '', name: name ?? '', meta }
}
const textFields = [
  'title',
  'publisher',
  'agency',
  'url',
  'language',
  'publishedAt',
  'publishedAtBasis',
] as const

function layerOf(reader: CasReader, structure: Structure): Omit<CorpusLayer, 'annotations'> {
  const kind = oneOf(layerKinds, reader.text(structure, 'kind')) ?? 'annotator'
  return { kind, annotator: reader.text(structure, 'annotator') ?? null }
}
const layerKinds = ['annotator', 'shared', 'adjudicated'] as const

function zoneOf(reader: CasReader, structure: Structure): readonly CorpusZone[] {
  const [startUtf16, endUtf16] = [
    reader.number(structure, 'begin'),
    reader.number(structure, 'end'),
  ]
  if (startUtf16 === undefined || endUtf16 === undefined) return []
  const kind = oneOf(zoneKinds, reader.text(structure, 'kind')) ?? 'body'
  return [{ kind, startUtf16, endUtf16, note: reader.text(structure, 'note') ?? '' }]
}

function itemOf(reader: CasReader, structure: Structure): readonly CorpusItem[] {
  switch (structure.type) {
    case own.entity:
      return [{ item: 'entity', entity: readEntity(reader, structure) }]
    case own.proposition:
      return [{ item: 'proposition', proposition: readProposition(reader, structure) }]
    case own.label:
      return [{ item: 'label', label: labelOf(reader, structure) }]
    case own.attribute:
      return [{ item: 'attribute', attribute: attributeOf(reader, structure) }]
    default:
      return []
  }
}

function labelOf(reader: CasReader, structure: Structure): CorpusLabel {
  const text = (name: string) => reader.text(structure, name)
  return {
    slot: oneOf(slots, text('slot')) ?? 'topic',
    set: text('labelSet') ?? '',
    name: text('name') ?? '',
    parent: text('parent') ?? null,
    definition: text('definition') ?? '',
    colour: reader.number(structure, 'colour') ?? null,
  }
}
const slots = ['entityType', 'topic', 'relationType', 'documentField'] as const

function attributeOf(reader: CasReader, structure: Structure): CorpusAttribute {
  const text = (name: string) => reader.text(structure, name)
  return {
    on: oneOf(kinds, text('on')) ?? 'mention',
    name: text('name') ?? '',
    value: oneOf(valueKinds, text('valueKind')) ?? 'text',
    set: text('labelSet') ?? null,
  }
}
const kinds = ['mention', 'claim', 'stance', 'relation', 'documentLabel'] as const
const valueKinds = ['flag', 'number', 'text', 'label'] as const

/** The word, where it is one of those that there are. */
function oneOf<Word extends string>(words: readonly Word[], said: string | undefined) {
  return words.find((word) => word === said)
}
