import { zoneKinds } from '@parallax/domain'
import * as z from 'zod/mini'
import type {
  Annotation,
  AnnotationKind,
  CorpusDocument,
  CorpusLayer,
  CorpusMeta,
  CorpusValue,
  Link,
  Passage,
} from '../corpus/corpus.ts'
import { fieldsOf, listOf, parseJson, textOf } from '../json/read-json.ts'
import { type OffsetUnit, offsetUnits } from '../offsets/offset-map.ts'
import { valuesSchema } from '../regions/companion.ts'
import { type Anchor, anchorAll } from './anchor.ts'
import { type Resource, resourceAt } from './resource.ts'
import { decoded, endOfIri, fromTerms, ownPrefix, positionsIri } from './terms.ts'

type Fields = ReadonlyMap<string, unknown>

const text = z.string()
const faceSchema = z.object({
  id: text,
  name: text,
  meta: z.partial(
    z.object({
      title: text,
      publisher: text,
      agency: text,
      byline: z.array(text),
      url: text,
      language: text,
      publishedAt: text,
      publishedAtBasis: text,
    }),
  ),
  zones: z.array(
    z.object({ kind: z.enum(zoneKinds), startUtf16: z.int(), endUtf16: z.int(), note: text }),
  ),
})
const layersSchema = z.array(
  z.object({
    kind: z.enum(['annotator', 'shared', 'adjudicated']),
    annotator: z.nullable(text),
  }),
)

/** What a collection of ours says of its document. */
export type OwnCollection = {
  /** The name of the file with the text, beside it. */
  readonly textName: string
  readonly unit: OffsetUnit
  readonly document: Omit<CorpusDocument, 'text' | 'layers'>
  readonly layers: readonly Omit<CorpusLayer, 'annotations'>[]
}

/** Reads the face of a collection; `undefined` where it is not one of ours. */
export function ownCollection(root: Fields): OwnCollection | undefined {
  const face = faceSchema.safeParse(fromTerms(root.get(`${ownPrefix}document`)))
  const layers = layersSchema.safeParse(fromTerms(listOf(root.get(`${ownPrefix}layers`))))
  const textName = textOf(root.get(`${ownPrefix}text`))
  if (!face.success || !layers.success || textName === undefined) return undefined
  const told = root.get('conformsTo')
  const { meta, ...document } = face.data
  return {
    textName: decoded(textName),
    unit: offsetUnits.find((unit) => positionsIri(unit) === told) ?? 'utf16',
    // Fields that are absent stay absent.
    document: { ...document, meta: meta as CorpusMeta },
    layers: layers.data,
  }
}

/** The layers of a document of ours, and what is wrong with single annotations. */
export function readOwnLayers(
  collection: OwnCollection,
  text: string,
  annotations: readonly Fields[],
): { readonly layers: readonly CorpusLayer[]; readonly problems: readonly string[] } {
  const drafts = annotations.map((fields, index) => draftOf(fields, `Annotation ${index + 1}`))
  const anchors = drafts.flatMap((draft) => draft?.anchors ?? [])
  const { ranges, misfits } = anchorAll(text, anchors, collection.unit)
  const problems = [...misfits].map(([index, why]) => `${anchors[index]?.where}: ${why}`)
  const made = new Map<number, Annotation[]>()
  let used = 0
  for (const [index, draft] of drafts.entries()) {
    if (!draft) problems.push(`Annotation ${index + 1} is not as Parallax writes one.`)
    if (!draft) continue
    const found = ranges.slice(used, used + draft.anchors.length).flatMap((range) => range ?? [])
    used += draft.anchors.length
    if (found.length < draft.anchors.length || !collection.layers[draft.layer]) continue
    const layer = made.get(draft.layer) ?? []
    made.set(draft.layer, layer)
    layer.push(draft.place(found))
  }
  const layers = collection.layers.map((layer, index) => ({
    ...layer,
    annotations: made.get(index) ?? [],
  }))
  return { layers, problems }
}

/** An annotation whose places are still to be found in the text. */
type Draft = {
  readonly layer: number
  readonly anchors: readonly Anchor[]
  readonly place: (ranges: Annotation['extent']) => Annotation
}

const kinds: readonly AnnotationKind[] = ['mention', 'claim', 'stance', 'relation', 'documentLabel']

function draftOf(fields: Fields, where: string): Draft | undefined {
  const kind = kinds.find((each) => each === fields.get(`${ownPrefix}kind`))
  const layer = fields.get(`${ownPrefix}layer`)
  const end = endOfIri(textOf(fields.get('id')) ?? '')
  if (!kind || typeof layer !== 'number' || end?.kind !== 'annotation') return undefined
  const targets = listOf(fields.get('target')).map((target) => resourceAt(target, where))
  const bodies = listOf(fields.get('body')).flatMap((body) => fieldsOf(body) ?? [])
  const places = targets.flatMap(({ anchors }) => anchors)
  const passages = bodies.flatMap((body) => passageOf(body, where) ?? [])
  return {
    layer,
    anchors: [...places, ...passages.flatMap(({ resource }) => resource.anchors)],
    place: (ranges) => ({
      id: end.id,
      kind,
      label: labelOf(bodies),
      extent: ranges.slice(0, places.length),
      values: valuesOf(bodies),
      passages: placed(passages, ranges.slice(places.length)),
      links: [...fromLinks(targets), ...bodies.flatMap((body) => linkOf(body) ?? [])],
      signature: signatureOf(fields),
    }),
  }
}

type DraftPassage = { readonly role: string; readonly resource: Resource }

function passageOf(body: Fields, where: string): DraftPassage | undefined {
  const role = textOf(body.get(`${ownPrefix}passage`))
  if (role === undefined) return undefined
  return { role, resource: resourceAt(Object.fromEntries(body), where) }
}

function placed(
  passages: readonly DraftPassage[],
  ranges: Annotation['extent'],
): readonly Passage[] {
  let used = 0
  return passages.map(({ role, resource }) => {
    const extent = ranges.slice(used, used + resource.anchors.length)
    used += resource.anchors.length
    return { role, extent }
  })
}

function labelOf(bodies: readonly Fields[]): string | null {
  const tag = bodies.find((body) => body.get('purpose') === 'tagging')
  return textOf(tag?.get('value')) ?? null
}

function valuesOf(bodies: readonly Fields[]): Record<string, CorpusValue> {
  const entries = bodies.flatMap((body) => {
    const name = textOf(body.get(`${ownPrefix}value`))
    const value = textOf(body.get('value'))
    if (name === undefined || value === undefined) return []
    if (body.get('format') === undefined) return [[name, value] as const]
    const parsed = parseJson(value)
    const known = valuesSchema.safeParse({ value: parsed.ok ? parsed.value : undefined })
    return known.data?.value === undefined ? [] : [[name, known.data.value] as const]
  })
  return Object.fromEntries(entries)
}

function linkOf(body: Fields): Link | undefined {
  const role = textOf(body.get(`${ownPrefix}role`))
  const to = endOfIri(textOf(body.get('source')) ?? '')
  return role === undefined || !to ? undefined : { role, to }
}

/** A relation leads from its target. */
function fromLinks(targets: readonly Resource[]): readonly Link[] {
  return targets.flatMap(({ source, anchors }) => {
    const to = anchors.length === 0 ? endOfIri(source ?? '') : undefined
    return to?.kind === 'annotation' ? [{ role: 'from', to }] : []
  })
}

function signatureOf(fields: Fields): Annotation['signature'] {
  const by = textOf(fieldsOf(fields.get('creator'))?.get('name'))
  const at = textOf(fields.get('created'))
  return by === undefined && at === undefined ? null : { by: by ?? '', at: at ?? '' }
}
