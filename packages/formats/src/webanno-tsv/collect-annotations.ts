import type { TextRange } from '@parallax/domain'
import type { CorpusProblem } from '../corpus/corpus.ts'
import { numberedPiece, readValue, splitPlain } from './escape.ts'
import type { TsvRow } from './parse-tsv.ts'
import type { Column, TsvLayer } from './schema.ts'

/** What a link or a relation leads to: an annotation that begins at a unit, by its number. */
export type TsvTarget = { readonly unit: string; readonly number: number; readonly type: string }

export type TsvSlot = { readonly role: string | null; readonly to: TsvTarget }

/** A span of a layer, over all its rows. */
export type TsvSpan = {
  readonly id: string
  readonly layer: TsvLayer
  readonly number: number
  /** Where it begins. */
  readonly unit: string
  readonly features: ReadonlyMap<string, string | null>
  readonly slots: readonly TsvSlot[]
  range: TextRange
}

export type TsvRelation = {
  readonly id: string
  readonly layer: TsvLayer
  readonly features: ReadonlyMap<string, string | null>
  readonly from: TsvTarget
  readonly to: TsvTarget
}

/** One mention of a chain. */
export type TsvChainLink = {
  readonly id: string
  readonly layer: TsvLayer
  readonly chain: string
  readonly type: string | null
  readonly relation: string | null
  range: TextRange
}

export type CollectedAnnotations = {
  readonly spans: readonly TsvSpan[]
  readonly relations: readonly TsvRelation[]
  readonly chainLinks: readonly TsvChainLink[]
  readonly problems: readonly CorpusProblem[]
}

/** Puts together what stands in the columns of rows; `places` says where the rows are. */
export function collectAnnotations(
  path: string,
  layers: readonly TsvLayer[],
  rows: readonly TsvRow[],
  places: ReadonlyMap<TsvRow, TextRange>,
): CollectedAnnotations {
  const collector = new Collector(path, layers)
  for (const row of rows) {
    const range = places.get(row)
    if (range) collector.take(row, range)
  }
  return collector
}

class Collector implements CollectedAnnotations {
  readonly #path: string
  readonly #layers: readonly { readonly layer: TsvLayer; readonly from: number }[]
  readonly #spans = new Map<string, TsvSpan>()
  readonly #links = new Map<string, TsvChainLink>()
  readonly relations: TsvRelation[] = []
  readonly problems: CorpusProblem[] = []

  constructor(path: string, layers: readonly TsvLayer[]) {
    this.#path = path
    let from = 0
    this.#layers = layers.map((layer) => {
      const own = { layer, from }
      from += layer.columns.length
      return own
    })
  }

  get spans(): readonly TsvSpan[] {
    return [...this.#spans.values()]
  }

  get chainLinks(): readonly TsvChainLink[] {
    return [...this.#links.values()]
  }

  take(row: TsvRow, range: TextRange): void {
    for (const [index, { layer, from }] of this.#layers.entries()) {
      const cells = row.cells.slice(from, from + layer.columns.length)
      if (cells.every((cell) => cell === '_' || cell === '')) continue
      const pieces = cells.map((cell) => splitPlain(cell, '|'))
      const count = Math.max(...pieces.map(({ length }) => length))
      if (pieces.some(({ length }) => length !== count))
        this.#tell(row, `The columns of ${layer.type} have not as many annotations as each other.`)
      for (let at = 0; at < count; at += 1) {
        const own = pieces.map((each) => each[at] ?? '_')
        const key = `${index + 1}.${row.unit}.${at + 1}`
        if (layer.kind === 'span') this.#span(row, range, { layer, pieces: own, key })
        else if (layer.kind === 'relation') this.#relation(row, { layer, pieces: own, key })
        else this.#chainLink(row, range, { layer, pieces: own, key })
      }
    }
  }

  #tell({ line }: TsvRow, message: string): void {
    this.problems.push({ file: this.#path, line, message })
  }

  #span(row: TsvRow, range: TextRange, { layer, pieces, key }: Piece): void {
    const isOwn = ({ kind }: Column) => kind !== 'targets'
    const numbers = layer.columns.map((column, at) =>
      isOwn(column) ? numberedPiece(pieces[at] ?? '').number : 0,
    )
    const number = Math.max(0, ...numbers)
    const id = number === 0 ? key : `${key.split('.')[0]}[${number}]`
    const known = this.#spans.get(id)
    if (known) known.range = around(known.range, range)
    else {
      const features = featuresOf(layer, pieces)
      const slots = this.#slots(row, { layer, pieces, key })
      this.#spans.set(id, { id, layer, number, unit: row.unit, features, slots, range })
    }
  }

  #slots(row: TsvRow, { layer, pieces }: Piece): readonly TsvSlot[] {
    return layer.columns.flatMap((column, at) => {
      if (column.kind !== 'targets') return []
      const roles = splitPlain(numberedPiece(pieces[at - 1] ?? '_').value, ';')
      const targets = (pieces[at] ?? '_').split(';')
      return targets.flatMap((text, index): TsvSlot[] => {
        if (text === '_' || text === '*') return []
        const { value, number } = numberedPiece(text)
        const role = roles[index] ?? '_'
        const isUnit = /^\d+-\d+(?:\.\d+)?$/.test(value)
        if (!isUnit) this.#tell(row, `The link to ${JSON.stringify(text)} leads to no word.`)
        const to = { unit: value, number, type: column.type }
        return isUnit ? [{ role: role === '_' ? null : readValue(role), to }] : []
      })
    })
  }

  #relation(row: TsvRow, { layer, pieces, key }: Piece): void {
    const at = layer.columns.findIndex(({ kind }) => kind === 'governor')
    const column = layer.columns[at]
    const [, unit, from = '0', to = '0'] =
      /^(\d+-\d+(?:\.\d+)?)(?:\[(\d+)_(\d+)\])?$/.exec(pieces[at] ?? '') ?? []
    if (unit === undefined || column?.kind !== 'governor') {
      if (pieces[at] !== '_') this.#tell(row, `The relation of ${layer.type} leads to no word.`)
      return
    }
    this.relations.push({
      id: key,
      layer,
      features: featuresOf(layer, pieces),
      from: { unit, number: Number(from), type: column.type },
      to: { unit: row.unit, number: Number(to), type: column.type },
    })
  }

  #chainLink(row: TsvRow, range: TextRange, { layer, pieces, key }: Piece): void {
    const [relation = '', place] = splitPlain(pieces[0] ?? '', '->')
    const { value, number } = numberedPiece(pieces[1] ?? '')
    const [, chain] = /^(\d+)-\d+$/.exec(place ?? '') ?? []
    if (place === undefined || chain === undefined) {
      this.#tell(row, `The chain of ${layer.type} has no "->1-1".`)
      return
    }
    const index = key.split('.')[0]
    const id = `${index}->${place}`
    const known = this.#links.get(id)
    if (known) known.range = around(known.range, range)
    else
      this.#links.set(id, {
        id,
        layer,
        chain: `${index}->${number === 0 ? chain : number}`,
        type: value === '_' ? null : readValue(value),
        relation: readValue(relation),
        range,
      })
  }
}

type Piece = { readonly layer: TsvLayer; readonly pieces: readonly string[]; readonly key: string }

function featuresOf(
  { columns }: TsvLayer,
  pieces: readonly string[],
): ReadonlyMap<string, string | null> {
  return new Map(
    columns.flatMap((column, at): [string, string | null][] => {
      const { value } = numberedPiece(pieces[at] ?? '_')
      return column.kind === 'feature' && value !== '_' ? [[column.name, readValue(value)]] : []
    }),
  )
}

function around(a: TextRange, b: TextRange): TextRange {
  return {
    startUtf16: Math.min(a.startUtf16, b.startUtf16),
    endUtf16: Math.max(a.endUtf16, b.endUtf16),
  }
}
