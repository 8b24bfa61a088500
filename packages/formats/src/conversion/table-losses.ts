import { type AnyRecord, isLive, isRecordOf, type RecordKind } from '@parallax/domain'
import {
  type CountedKind,
  countedKinds,
  type LossPlace,
  type LossReason,
} from '../corpus/corpus.ts'
import type { Ledger } from '../corpus/ledger.ts'
import { followRedirects } from '../project/follow-redirects.ts'
import type { DocumentSource, LayerSource } from '../project/project-item.ts'

/** What rows call by name: who and what they refer to, and words of the codebook. */
type Named = {
  readonly kind: 'label' | 'attribute' | 'entity' | 'proposition'
  readonly name: string
  readonly isLive: boolean
  readonly redirect: string | null
  /** Whether more is known of it than its name. */
  readonly hasMore: boolean
}

/**
 * What becomes of a project in a table with a row for each record of some kinds: what has rows is kept,
 * and of the rest the names that stand in them. Codebook and registry are heard before documents.
 */
export class TableLosses {
  readonly #keepsKind: readonly RecordKind[]
  readonly #ledger: Ledger
  readonly #named = new Map<string, Named>()
  readonly #borne = new Set<string>()

  constructor(keepsKind: readonly RecordKind[], ledger: Ledger) {
    this.#keepsKind = keepsKind
    this.#ledger = ledger
  }

  /** An entry of codebook or registry. */
  hear(record: AnyRecord): void {
    const named = namedOf(record)
    if (named) this.#named.set(record.id, named)
    else this.#drop(record, isLive(record) ? 'kind-not-held' : 'deleted', '')
  }

  hearDocument({ record, text, layers, comments }: DocumentSource): void {
    const { title, publisher, agency } = record.data.meta
    for (const comment of comments)
      this.#drop(comment.record, isLive(comment.record) ? 'older-detail' : 'deleted', title)
    const isOut = isLive(record) && text !== null
    const rowCounts = layers.map((layer) => this.#hearLayer(layer, isOut, title))
    const hasRows = rowCounts.some((count) => count > 0)
    if (hasRows) this.#look([publisher, agency])
    if (!hasRows) this.#drop(record, whyNoRows(record, text), title)
    else this.#keepDocument(record.data.zones, title)
  }

  tell(): void {
    const merged = (id: string) => followRedirects(id, (at) => this.#named.get(at)?.redirect)
    const borne = new Set([...this.#borne].map(merged))
    for (const [id, named] of this.#named) this.#tellNamed(named, borne.has(id))
  }

  /** How many rows a layer has. */
  #hearLayer({ record, records }: LayerSource, isOut: boolean, title: string): number {
    const isInside = isOut && isLive(record)
    let rowCount = 0
    for (const each of records) {
      const reason = isInside ? this.#lossOf(each.record) : 'with-record'
      if (reason) this.#drop(each.record, reason, title)
      else {
        rowCount += 1
        this.#keep(each.record)
        this.#look(each.record.data)
      }
    }
    if (rowCount > 0) this.#keep(record)
    else this.#drop(record, isLive(record) ? 'nothing-in-it' : 'deleted', title)
    return rowCount
  }

  #lossOf(record: AnyRecord): LossReason | undefined {
    if (!isLive(record)) return 'deleted'
    if (isRecordOf(record, 'comment')) return 'older-detail'
    return this.#keepsKind.includes(record.kind) ? undefined : 'kind-not-held'
  }

  /** Of a document the rows are there: not its text, and of its zones those that records stand in. */
  #keepDocument(zones: readonly unknown[], title: string): void {
    this.#ledger.countIn('document')
    this.#ledger.countOut('document')
    const where = { document: title, range: null, what: '' }
    this.#change('document', 'text-not-held', where)
    if (zones.length > 0) this.#change('document', 'zones-not-held', where)
  }

  #tellNamed({ kind, name, isLive: stands, redirect, hasMore }: Named, isBorne: boolean): void {
    const where = { document: '', range: null, what: name }
    const isWord = kind === 'label' || kind === 'attribute'
    if (!isBorne || redirect !== null) {
      const unnamed = isWord ? 'label-not-held' : 'not-named'
      const reason = redirect !== null ? 'merged' : stands ? unnamed : 'deleted'
      this.#ledger.leaveOut(kind, reason, where)
      return
    }
    this.#ledger.countIn(kind)
    this.#ledger.countOut(kind)
    const detail = isWord ? 'label-detail-not-held' : 'entity-detail-not-held'
    if (hasMore) this.#change(kind, detail, where)
  }

  #keep({ kind }: AnyRecord): void {
    this.#ledger.countIn(countedAs(kind))
    this.#ledger.countOut(countedAs(kind))
  }

  #drop({ kind }: AnyRecord, reason: LossReason, document: string): void {
    this.#ledger.leaveOut(countedAs(kind), reason, { document, range: null, what: kind })
  }

  #change(kind: CountedKind, reason: LossReason, place: LossPlace): void {
    this.#ledger.lose({ how: 'changed', kind, reason, place, count: 1 })
  }

  /** Ids stand in records as values, own fields as keys. */
  #look(value: unknown): void {
    if (typeof value === 'string') {
      if (this.#named.has(value)) this.#borne.add(value)
    } else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        this.#look(key)
        this.#look(inner)
      }
  }
}

function whyNoRows(record: AnyRecord, text: string | null): LossReason {
  if (!isLive(record)) return 'deleted'
  return text === null ? 'text-not-held' : 'nothing-in-it'
}

/** More is known of all but a bare proposition: the type of an entity stands in no row, either. */
function namedOf(record: AnyRecord): Named | undefined {
  const face = { isLive: isLive(record), redirect: null, hasMore: true }
  if (isRecordOf(record, 'label')) return { ...face, kind: 'label', name: record.data.name }
  if (isRecordOf(record, 'attribute')) return { ...face, kind: 'attribute', name: record.data.name }
  if (isRecordOf(record, 'entity')) {
    const { name, redirect } = record.data
    return { ...face, kind: 'entity', name, redirect }
  }
  if (!isRecordOf(record, 'proposition')) return undefined
  const { statement: name, redirect, topics, note } = record.data
  return { ...face, kind: 'proposition', name, redirect, hasMore: topics.length > 0 || note !== '' }
}

const kinds: ReadonlySet<string> = new Set(countedKinds)

/** What a loss report counts a kind of record as. */
export function countedAs(kind: string): CountedKind {
  return kinds.has(kind) ? (kind as CountedKind) : 'other' // just looked up
}
