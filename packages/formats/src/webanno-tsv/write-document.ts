import { hullOf } from '@parallax/domain'
import type { PlatformTools } from '../codecs/codec-definition.ts'
import type { Annotation, CorpusDocument, CorpusEntity, CorpusLayer } from '../corpus/corpus.ts'
import { writeText, writeValue } from './escape.ts'
import {
  entityUrn,
  mentionFeatures,
  relationFeatures,
  relationType,
  writeFeature,
} from './features.ts'
import { formatLine, namedEntityType } from './schema.ts'
import { cutText, type TsvUnits, unitsOf } from './units.ts'

/** The file of one annotation of a document. */
export function tsvOf(
  { text }: Pick<CorpusDocument, 'text'>,
  { annotations }: Pick<CorpusLayer, 'annotations'>,
  entities: ReadonlyMap<string, CorpusEntity>,
  tools: PlatformTools,
): string {
  const writer = new TsvWriter(text, annotations, entities, tools)
  return writer.write()
}

type Placed = { readonly annotation: Annotation; readonly units: readonly string[] }

class TsvWriter {
  readonly #text: string
  readonly #units: TsvUnits
  readonly #mentions: readonly Placed[]
  readonly #relations: readonly Annotation[]
  readonly #entities: ReadonlyMap<string, CorpusEntity>
  readonly #numbers = new Map<Annotation, number>()
  readonly #byId = new Map<string, Placed>()

  constructor(
    text: string,
    annotations: readonly Annotation[],
    entities: ReadonlyMap<string, CorpusEntity>,
    tools: PlatformTools,
  ) {
    this.#text = text
    this.#entities = entities
    const mentions = annotations.filter(({ kind }) => kind === 'mention')
    const ranges = mentions.map(({ extent }) => hullOf(extent) ?? { startUtf16: 0, endUtf16: 0 })
    this.#units = unitsOf(cutText(text, tools), ranges)
    this.#mentions = mentions.map((annotation, index) => {
      return { annotation, units: this.#units.covering[index] ?? [] }
    })
    for (const placed of this.#mentions) this.#byId.set(placed.annotation.id, placed)
    this.#relations = annotations.filter(({ kind }) => kind === 'relation')
  }

  write(): string {
    const stacks = this.#stacks()
    const features = columnsOf(
      mentionFeatures,
      this.#mentions.map(({ annotation }) => annotation),
    )
    const said = columnsOf(relationFeatures, this.#relations)
    const arcs = this.#arcs()
    const head = [
      formatLine,
      `#T_SP=${[namedEntityType, ...features].join('|')}`,
      `#T_RL=${[relationType, ...said, `BT_${namedEntityType}`].join('|')}`,
    ]
    const sentences = this.#units.sentences.map(({ range, rows }) => {
      const words = this.#text.slice(range.startUtf16, range.endUtf16)
      const texts = words.split('\n').map((line) => `#Text=${writeText(line)}\n`)
      const lines = rows.map(({ unit, range: { startUtf16, endUtf16 } }) => {
        const stack = stacks.get(unit) ?? []
        const cells = [
          ...features.map((name) => stacked(stack.map((each) => this.#mentionCell(each, name)))),
          ...this.#relationCells(arcs.get(unit) ?? [], said),
        ]
        const form = writeText(this.#text.slice(startUtf16, endUtf16))
        return `${[unit, `${startUtf16}-${endUtf16}`, form, ...cells].join('\t')}\t\n`
      })
      return `${texts.join('')}${lines.join('')}`
    })
    return `${head.join('\n')}\n\n\n${sentences.join('\n')}`
  }

  /** Mentions by the units that they cover; those of several units, or beside others, get numbers. */
  #stacks(): ReadonlyMap<string, readonly Annotation[]> {
    const stacks = new Map<string, Annotation[]>()
    for (const { annotation, units } of this.#mentions)
      for (const unit of units) {
        const stack = stacks.get(unit) ?? []
        stacks.set(unit, stack)
        stack.push(annotation)
      }
    for (const { annotation, units } of this.#mentions)
      if (units.length > 1 || units.some((unit) => (stacks.get(unit)?.length ?? 0) > 1))
        this.#numbers.set(annotation, this.#numbers.size + 1)
    return stacks
  }

  #mentionCell(annotation: Annotation, feature: string): string {
    const number = this.#numbers.get(annotation)
    const value = writeValue(this.#mentionValue(annotation, feature))
    return number === undefined ? value : `${value}[${number}]`
  }

  #mentionValue(annotation: Annotation, feature: string): string | null {
    if (feature === 'value') return annotation.label
    if (feature !== 'identifier' && feature !== 'entity') return valueIn(annotation, feature)
    const id = annotation.links.find(({ to }) => to.kind === 'entity')?.to.id
    if (id === undefined) return null
    const entity = this.#entities.get(id)
    if (feature === 'entity') return entity?.name ?? null
    const item = entity?.externalIds.wikidata
    return item === undefined ? entityUrn + id : `http://www.wikidata.org/entity/${item}`
  }

  /** Relations by the unit at which the annotation begins that they lead to. */
  #arcs(): ReadonlyMap<string, readonly Annotation[]> {
    const arcs = new Map<string, Annotation[]>()
    for (const relation of this.#relations) {
      const unit = this.#end(relation, 'to')?.units[0]
      if (unit === undefined) continue
      const there = arcs.get(unit) ?? []
      arcs.set(unit, there)
      there.push(relation)
    }
    return arcs
  }

  #end({ links }: Annotation, role: string): Placed | undefined {
    return this.#byId.get(links.find((link) => link.role === role)?.to.id ?? '')
  }

  #relationCells(arcs: readonly Annotation[], features: readonly string[]): readonly string[] {
    const cells = features.map((name) =>
      stacked(arcs.map((arc) => writeValue(name === 'value' ? arc.label : valueIn(arc, name)))),
    )
    return [...cells, stacked(arcs.map((arc) => this.#governor(arc)))]
  }

  #governor(relation: Annotation): string {
    const [from, to] = [this.#end(relation, 'from'), this.#end(relation, 'to')]
    const numberOf = (placed: Placed | undefined) =>
      placed ? (this.#numbers.get(placed.annotation) ?? 0) : 0
    const [a, b] = [numberOf(from), numberOf(to)]
    return `${from?.units[0]}${a === 0 && b === 0 ? '' : `[${a}_${b}]`}`
  }
}

function stacked(cells: readonly string[]): string {
  return cells.length === 0 ? '_' : cells.join('|')
}

/** The usual features, and those of attributes that something here has. */
function columnsOf(
  usual: readonly string[],
  annotations: readonly Annotation[],
): readonly string[] {
  const own = annotations.flatMap(({ values }) =>
    Object.entries(values).map(([name, value]) => writeFeature(name, value).feature),
  )
  const more = [...new Set(own)].filter((name) => !usual.includes(name)).sort()
  return [...usual, ...more]
}

function valueIn({ values }: Annotation, feature: string): string | null {
  for (const [name, value] of Object.entries(values)) {
    const written = writeFeature(name, value)
    if (written.feature === feature) return written.words
  }
  return null
}
