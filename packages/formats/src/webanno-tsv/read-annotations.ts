import { ok, type TextRange } from '@parallax/domain'
import type { CorpusOutcome } from '../codecs/codec-definition.ts'
import type {
  Annotation,
  CorpusEntity,
  CorpusValue,
  CountedKind,
  Link,
  LossReason,
} from '../corpus/corpus.ts'
import { attributePrefix } from '../corpus/facets.ts'
import type {
  CollectedAnnotations,
  TsvChainLink,
  TsvRelation,
  TsvSpan,
  TsvTarget,
} from './collect-annotations.ts'
import { entityUrn, isOurMention, readFeature } from './features.ts'
import { isOfParsers, namedEntityType, shortName } from './schema.ts'

/** Annotations of one file, and what else is to be told of it. */
export type ReadTsv = {
  readonly annotations: readonly Annotation[]
  readonly outcomes: readonly CorpusOutcome[]
}

/**
 * Spans become mentions, relations and slots relations, chains entities; features attributes. What
 * parsers made is told as lost.
 */
export function readTsvAnnotations(
  collected: CollectedAnnotations,
  document: { readonly id: string; readonly name: string; readonly text: string },
  isOurs: boolean,
): ReadTsv {
  return new TsvReader(collected, document, isOurs).read()
}

class TsvReader {
  readonly #collected: CollectedAnnotations
  readonly #document: { readonly id: string; readonly name: string; readonly text: string }
  readonly #isOurs: boolean
  readonly #byUnit = new Map<string, TsvSpan[]>()
  readonly #annotations: Annotation[] = []
  readonly #outcomes: CorpusOutcome[] = []
  readonly #entities = new Map<string, CorpusEntity>()

  constructor(
    collected: CollectedAnnotations,
    document: { readonly id: string; readonly name: string; readonly text: string },
    isOurs: boolean,
  ) {
    this.#collected = collected
    this.#document = document
    this.#isOurs = isOurs
  }

  read(): ReadTsv {
    const { spans, relations, chainLinks } = this.#collected
    const ours = spans.filter((span) => this.#isKept(span))
    for (const span of ours) this.#mention(span)
    for (const link of chainLinks) this.#chainLink(link)
    for (const relation of relations) this.#relation(relation)
    for (const span of ours) this.#slots(span)
    this.#tellParsers()
    for (const entity of this.#entities.values())
      this.#outcomes.push(ok({ item: 'entity', entity }))
    return { annotations: this.#annotations, outcomes: this.#outcomes }
  }

  #isKept(span: TsvSpan): boolean {
    if (isOfParsers(span.layer.type)) return false
    const { startUtf16, endUtf16 } = span.range
    if (startUtf16 === endUtf16) this.#lose('mention', 'empty-span', shortName(span.layer.type))
    return startUtf16 < endUtf16
  }

  #lose(kind: CountedKind, reason: LossReason, what: string, count = 1): void {
    const place = { document: this.#document.name, range: null, what }
    this.#outcomes.push(ok({ item: 'loss', loss: { how: 'dropped', kind, reason, place, count } }))
  }

  #tellParsers(): void {
    const counts = new Map<string, number>()
    const { spans, relations } = this.#collected
    for (const { layer } of [...spans, ...relations])
      if (isOfParsers(layer.type)) counts.set(layer.type, (counts.get(layer.type) ?? 0) + 1)
    for (const [type, count] of counts) this.#lose('other', 'not-ours', shortName(type), count)
  }

  #mention(span: TsvSpan): void {
    const { id, layer, features, range, unit } = span
    const isOur = this.#isOurs && isOurMention(layer)
    const from = labelFeatures.find((name) => features.get(name))
    const label = (from && features.get(from)) || shortName(layer.type)
    this.#byUnit.set(unit, [...(this.#byUnit.get(unit) ?? []), span])
    const values = isOur ? ownValues(features) : foreignValues(features, from)
    const isNamed = from !== undefined && layer.type !== namedEntityType
    const kind = isNamed ? { [`${attributePrefix}layer`]: shortName(layer.type) } : {}
    this.#annotations.push({
      ...plain(id, 'mention', label, [range]),
      values: { ...values, ...kind },
      links: this.#identified(features, range, label),
    })
  }

  #identified(features: TsvSpan['features'], range: TextRange, type: string): readonly Link[] {
    const identifier = features.get('identifier') ?? ''
    const own = identifier.startsWith(entityUrn) ? identifier.slice(entityUrn.length) : null
    if (own === null && !/^https?:\/\//.test(identifier)) return []
    const item = /wikidata\.org\/(?:entity|wiki)\/(Q\d+)$/.exec(identifier)?.[1]
    const name = features.get('entity') || this.#words(range) || identifier
    const externalIds = item ? { wikidata: item } : { iri: identifier }
    return [this.#entity(own ?? identifier, name, type, own === null ? externalIds : {})]
  }

  #entity(
    id: string,
    name: string,
    type: string,
    externalIds: Readonly<Record<string, string>>,
  ): Link {
    const plain = { aliases: [], collective: false, members: [], partOf: null, note: '' }
    if (!this.#entities.has(id)) this.#entities.set(id, { id, name, type, externalIds, ...plain })
    return { role: 'entity', to: { kind: 'entity', id } }
  }

  #words({ startUtf16, endUtf16 }: TextRange): string {
    return this.#document.text.slice(startUtf16, endUtf16).replace(/\s+/g, ' ').trim()
  }

  #chainLink({ id, layer, chain, type, relation, range }: TsvChainLink): void {
    const label = type || shortName(layer.type)
    if (range.startUtf16 === range.endUtf16) {
      this.#lose('mention', 'empty-span', label)
      return
    }
    const said = relation === null ? {} : { [`${attributePrefix}referenceRelation`]: relation }
    const link = this.#entity(`${this.#document.id} ${chain}`, this.#words(range), label, {})
    this.#annotations.push({
      ...plain(id, 'mention', label, [range]),
      values: said,
      links: [link],
    })
  }

  #relation({ id, layer, features, from, to }: TsvRelation): void {
    if (isOfParsers(layer.type)) return
    const named = labelFeatures.find((name) => features.get(name))
    const label = (named && features.get(named)) || shortName(layer.type)
    const values = this.#isOurs ? ownValues(features) : foreignValues(features, named)
    this.#relate({ id, label, values }, this.#at(from), this.#at(to))
  }

  #slots(span: TsvSpan): void {
    for (const [index, { role, to }] of span.slots.entries())
      this.#relate(
        { id: `${span.id}.${index + 1}`, label: role || 'link', values: {} },
        span.id,
        this.#at(to),
      )
  }

  #relate(
    { id, label, values }: { id: string; label: string; values: Annotation['values'] },
    from: string | undefined,
    to: string | undefined,
  ): void {
    if (from === undefined || to === undefined) {
      this.#lose('relation', 'end-missing', label)
      return
    }
    const end = (role: string, id: string): Link => ({ role, to: { kind: 'annotation', id } })
    const links = [end('from', from), end('to', to)]
    this.#annotations.push({ ...plain(id, 'relation', label, []), values, links })
  }

  /** The annotation that begins at a unit: of the type and with the number, if they are said. */
  #at({ unit, number, type }: TsvTarget): string | undefined {
    const all = this.#byUnit.get(unit) ?? []
    const typed = all.filter(({ layer }) => layer.type === type)
    const candidates = typed.length > 0 ? typed : all
    const found = candidates.find((span) => span.number === number) ?? candidates[0]
    return found?.id
  }
}

/** Features by which tools name what an annotation is, the usual one first. */
const labelFeatures = ['value', 'label', 'category', 'tag'] as const

function plain(
  id: string,
  kind: 'mention' | 'relation',
  label: string,
  extent: Annotation['extent'],
) {
  return { id, kind, label, extent, values: {}, passages: [], links: [], signature: null }
}

const passed = new Set(['value', 'identifier', 'entity'])

function ownValues(features: TsvSpan['features']): Record<string, CorpusValue> {
  return Object.fromEntries(
    [...features].flatMap(([feature, words]) =>
      words === null || passed.has(feature) ? [] : [readFeature(feature, words)],
    ),
  )
}

function foreignValues(
  features: TsvSpan['features'],
  label: string | undefined,
): Record<string, CorpusValue> {
  return Object.fromEntries(
    [...features].flatMap(([name, words]) => {
      const isPassed =
        words === null || name === label || (name === 'identifier' && /^https?:/.test(words))
      return isPassed ? [] : [[attributePrefix + name, words]]
    }),
  )
}
