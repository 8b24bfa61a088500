import type { Extent } from '@parallax/domain'
import type { Annotation, CorpusValue, Link, LinkEnd, Passage } from '../corpus/corpus.ts'
import type { CasReader, Structure } from './cas.ts'
import { featureOfValue, kindOfType, own, type RecordType, recordTypes } from './own-types.ts'

/** Reads a structure of one of our own record types; `undefined` for all others. */
export function readRecord(reader: CasReader, structure: Structure): Annotation | undefined {
  const kind = kindOfType(structure.type)
  if (!kind) return undefined
  const type: RecordType = recordTypes[kind]
  const steps = type.hasChain ? reader.structures(structure, 'chain') : []
  const [by, at] = [reader.text(structure, 'by'), reader.text(structure, 'at')]
  return {
    id: recordId(reader, structure),
    kind,
    label: reader.text(structure, type.label) ?? null,
    extent: type.isPlaced ? extentOf(reader, structure) : partsOf(reader, structure),
    values: {
      ...typedValues(reader, structure, type),
      ...(steps.length > 0 ? { steps: steps.length } : {}),
      ...otherValues(reader, structure),
    },
    passages: [
      ...reader.structures(structure, 'passages').map((each) => passageOf(reader, each)),
      ...steps.flatMap((step, index) => stepPassages(reader, step, index + 1)),
    ],
    links: [
      ...typedLinks(reader, structure, type),
      ...steps.flatMap((step, index) => stepLinks(reader, step, index + 1)),
      ...reader.structures(structure, 'links').flatMap((each) => linkOf(reader, each)),
    ],
    signature: by === undefined && at === undefined ? null : { by: by ?? '', at: at ?? '' },
  }
}

function recordId(reader: CasReader, structure: Structure): string {
  return reader.text(structure, 'recordId') ?? `${structure.id}`
}

/** The place of a structure: its parts, or `begin` and `end`; nothing where they are the same. */
export function extentOf(reader: CasReader, structure: Structure): Extent {
  const parts = partsOf(reader, structure)
  const range = rangeOf(reader, structure)
  return parts.length > 0 || !range ? parts : [range]
}

function partsOf(reader: CasReader, structure: Structure): Extent {
  return reader.structures(structure, 'parts').flatMap((part) => rangeOf(reader, part) ?? [])
}

function rangeOf(reader: CasReader, structure: Structure) {
  const startUtf16 = reader.number(structure, 'begin') ?? 0
  const endUtf16 = reader.number(structure, 'end') ?? 0
  return startUtf16 < endUtf16 ? { startUtf16, endUtf16 } : undefined
}

function typedValues(
  reader: CasReader,
  structure: Structure,
  type: RecordType,
): Record<string, CorpusValue> {
  const values: Record<string, CorpusValue> = {}
  for (const [name, range] of Object.entries(type.values)) {
    const feature = featureOfValue(name)
    if (!structure.features.has(feature)) continue
    const value = structure.features.get(feature)
    if (range === 'StringArray') values[name] = reader.texts(structure, feature)
    else if (typeof value === 'string' || typeof value === 'number') values[name] = value
  }
  return values
}

function otherValues(reader: CasReader, structure: Structure): Record<string, CorpusValue> {
  const entries = reader.structures(structure, 'values').map((each) => {
    const { features } = each
    const plain = features.get('text') ?? features.get('number') ?? features.get('flag')
    const isPlain = typeof plain !== 'object' && plain !== undefined
    return [reader.text(each, 'name') ?? '', isPlain ? plain : reader.texts(each, 'texts')]
  })
  return Object.fromEntries(entries)
}

function passageOf(reader: CasReader, structure: Structure): Passage {
  return { role: reader.text(structure, 'role') ?? '', extent: extentOf(reader, structure) }
}

function stepPassages(reader: CasReader, step: Structure, number: number): readonly Passage[] {
  const words = (feature: string, role: string) =>
    reader
      .structures(step, feature)
      .map((each) => ({ ...passageOf(reader, each), role: `${role}.${number}` }))
  return [...words('sourceWords', 'source'), ...words('cues', 'cue')]
}

function stepLinks(reader: CasReader, step: Structure, number: number): readonly Link[] {
  const linked = (feature: string, role: string) =>
    reader.structures(step, feature).flatMap((to) => linkTo(`${role}.${number}`, endOf(reader, to)))
  return [
    ...linked('sources', 'source'),
    ...linked('media', 'medium'),
    ...linked('addressees', 'addressee'),
  ]
}

function typedLinks(reader: CasReader, structure: Structure, type: RecordType): readonly Link[] {
  return Object.entries(type.links).flatMap(([role, { feature, isMany }]) => {
    const single = reader.to(structure, feature)
    const targets = isMany ? reader.structures(structure, feature) : single ? [single] : []
    return targets.flatMap((to) => linkTo(role, endOf(reader, to)))
  })
}

function linkOf(reader: CasReader, structure: Structure): readonly Link[] {
  const role = reader.text(structure, 'role') ?? ''
  const kind = endKinds.find((each) => each === reader.text(structure, 'targetKind'))
  const id = reader.text(structure, 'targetId')
  return kind && id !== undefined ? [{ role, to: { kind, id } }] : []
}
const endKinds = ['annotation', 'entity', 'proposition'] as const

function linkTo(role: string, to: LinkEnd | undefined): readonly Link[] {
  return to ? [{ role, to }] : []
}

function endOf(reader: CasReader, structure: Structure): LinkEnd | undefined {
  const { type } = structure
  if (type === own.entity) return { kind: 'entity', id: reader.text(structure, 'entityId') ?? '' }
  if (type === own.proposition)
    return { kind: 'proposition', id: reader.text(structure, 'propositionId') ?? '' }
  return kindOfType(type) && { kind: 'annotation', id: recordId(reader, structure) }
}
