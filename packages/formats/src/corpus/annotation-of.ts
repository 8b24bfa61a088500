import type { Chain, DataOf, Extent, LayerRecord } from '@parallax/domain'
import type { Annotation, CorpusValue, Link, LinkEnd, Passage } from './corpus.ts'
import { attributePrefix } from './facets.ts'
import type { ProjectNames } from './project-names.ts'

type Facets = Pick<Annotation, 'label' | 'extent' | 'values' | 'passages' | 'links'>
type FacetsOf<K extends LayerRecord['kind']> = (data: DataOf<K>, names: ProjectNames) => Facets

/** A record as an annotation: ids of labels become names, merged entities the one they became. */
export function annotationOf(record: LayerRecord, names: ProjectNames): Annotation {
  // The reader is the one of the record's own kind.
  const read = facetsOf[record.kind] as (data: LayerRecord['data'], names: ProjectNames) => Facets
  const facets = read(record.data, names)
  const { note, origin, attrs } = record.data
  const own = {
    ...(note === '' ? {} : { note }),
    ...(origin.kind === 'human' ? {} : { origin: origin.kind }),
  }
  const values = { ...facets.values, ...own, ...attributesOf(attrs, names) }
  return { id: record.id, kind: record.kind, ...facets, values, signature: null }
}

const facetsOf: { readonly [K in LayerRecord['kind']]: FacetsOf<K> } = {
  mention: ({ extent, label, form, entity }, names) => ({
    label: names.label(label),
    extent,
    values: { level: form.level, figure: form.figure },
    passages: [],
    links: entity === null ? [] : [{ role: 'entity', to: names.entity(entity) }],
  }),
  claim: (data, names) => ({
    label: null,
    extent: data.content.evidence,
    values: { ...claimValues(data, names), ...stepsOf(data.report.chain) },
    passages: [
      ...passage('condition', data.content.condition),
      ...chainPassages(data.report.chain),
    ],
    links: [
      ...(data.proposition === null
        ? []
        : [{ role: 'proposition', to: names.proposition(data.proposition) }]),
      ...chainLinks(data.report.chain, names),
    ],
  }),
  stance: ({ attitude, value, explicitness, evidence, claim }, names) => ({
    label: null,
    extent: evidence,
    values: {
      value,
      explicitness,
      ...(attitude.holder.kind === 'entities' ? {} : { holder: attitude.holder.kind }),
      ...(attitude.target.kind === 'topic' ? { topic: names.label(attitude.target.id) } : {}),
      ...stepsOf(attitude.chain),
    },
    passages: chainPassages(attitude.chain),
    links: [
      ...holderLinks(attitude.holder, names),
      ...targetLinks(attitude.target, names),
      ...(claim === null ? [] : [{ role: 'claim', to: annotationEnd(claim) }]),
      ...chainLinks(attitude.chain, names),
    ],
  }),
  relation: ({ type, from, to, cue }, names) => ({
    label: names.label(type),
    extent: [],
    values: {},
    passages: passage('cue', cue),
    links: [
      { role: 'from', to: annotationEnd(from) },
      { role: 'to', to: annotationEnd(to) },
    ],
  }),
  documentLabel: ({ field, values }, names) => ({
    label: names.labelSet(field),
    extent: [],
    values: { values: values.map((value) => names.label(value)) },
    passages: [],
    links: [],
  }),
}

function claimValues(data: DataOf<'claim'>, names: ProjectNames): Record<string, CorpusValue> {
  const { polarity, certainty, act, tense, saidOn, topics, checkworthiness, report } = data
  return {
    polarity,
    certainty,
    act,
    tense,
    checkworthiness,
    rendering: report.rendering,
    ...(report.relay === null ? {} : { relay: report.relay }),
    ...(saidOn === null ? {} : { saidOn }),
    ...(topics.length === 0 ? {} : { topics: topics.map((topic) => names.label(topic)) }),
  }
}

function annotationEnd(id: string): LinkEnd {
  return { kind: 'annotation', id }
}

function passage(role: string, extent: Extent | null): readonly Passage[] {
  return extent === null ? [] : [{ role, extent }]
}

function stepsOf(chain: Chain): Record<string, CorpusValue> {
  return chain.length === 0 ? {} : { steps: chain.length }
}

function chainPassages(chain: Chain): readonly Passage[] {
  return chain.flatMap(({ sourceExtent, cue }, index) => [
    ...passage(`source.${index + 1}`, sourceExtent),
    ...passage(`cue.${index + 1}`, cue),
  ])
}

function chainLinks(chain: Chain, names: ProjectNames): readonly Link[] {
  return chain.flatMap(({ sources, medium, addressees }, index) => [
    ...sources.map((id) => ({ role: `source.${index + 1}`, to: names.entity(id) })),
    ...(medium === null ? [] : [{ role: `medium.${index + 1}`, to: names.entity(medium) }]),
    ...addressees.map((id) => ({ role: `addressee.${index + 1}`, to: names.entity(id) })),
  ])
}

function holderLinks(
  holder: DataOf<'stance'>['attitude']['holder'],
  names: ProjectNames,
): readonly Link[] {
  if (holder.kind !== 'entities') return []
  return holder.ids.map((id) => ({ role: 'holder', to: names.entity(id) }))
}

function targetLinks(
  target: DataOf<'stance'>['attitude']['target'],
  names: ProjectNames,
): readonly Link[] {
  switch (target.kind) {
    case 'topic':
      return []
    case 'entity':
      return [{ role: 'target', to: names.entity(target.id) }]
    case 'proposition':
      return [{ role: 'target', to: names.proposition(target.id) }]
    case 'claim':
      return [{ role: 'target', to: annotationEnd(target.id) }]
  }
}

function attributesOf(
  attrs: DataOf<'mention'>['attrs'],
  names: ProjectNames,
): Record<string, CorpusValue> {
  const entries = Object.entries(attrs).map(([id, value]) => [
    `${attributePrefix}${names.attribute(id)}`,
    Array.isArray(value) ? value.map((label) => names.label(label)) : value,
  ])
  return Object.fromEntries(entries)
}
