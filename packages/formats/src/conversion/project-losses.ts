import { type AnyRecord, isLive, isRecordOf } from '@parallax/domain'
import type { ProjectCodec } from '../codecs/codec-definition.ts'
import { type CountedKind, countedKinds, type Loss, type LossReason } from '../corpus/corpus.ts'
import type { Ledger } from '../corpus/ledger.ts'
import type { Authored, DocumentSource, ProjectSource } from '../project/project-item.ts'

type Told = (record: AnyRecord, document: string) => void

/**
 * The same project, counted record by record the first time that each section is gone through: what
 * a format that is written from a whole project leaves out is told to the ledger.
 */
export function countedProject(
  source: ProjectSource,
  { keepsKind, leavesTexts }: ProjectCodec,
  ledger: Ledger,
): ProjectSource {
  const tell: Told = (record, document) => {
    const kind = countedAs(record.kind)
    const reason = lossOf(record, keepsKind)
    ledger.countIn(kind)
    if (reason === undefined) ledger.countOut(kind)
    else {
      const place = { document, range: null, what: record.kind }
      ledger.lose({ how: 'dropped', kind, reason, place, count: 1 })
    }
  }
  return {
    ...source,
    codebook: onceCounted(source.codebook, (each) => tell(each.record, '')),
    registry: onceCounted(source.registry, (each) => tell(each.record, '')),
    documents: onceCounted(source.documents, (each) => {
      tellDocument(each, tell)
      if (leavesTexts && each.text !== null) ledger.lose(textLeftOut(each))
    }),
  }
}

/** What such a format would leave out, without writing it. */
export async function countProjectLosses(
  source: ProjectSource,
  codec: ProjectCodec,
  ledger: Ledger,
): Promise<void> {
  const counted = countedProject(source, codec, ledger)
  for (const section of [counted.codebook, counted.registry, counted.documents])
    for await (const _ of section());
}

function onceCounted<T>(
  section: () => AsyncIterable<T>,
  tell: (each: T) => void,
): () => AsyncIterable<T> {
  let isFirst = true
  return () => {
    const isCounted = isFirst
    isFirst = false
    return isCounted ? passing(section(), tell) : section()
  }
}

async function* passing<T>(items: AsyncIterable<T>, tell: (each: T) => void): AsyncGenerator<T> {
  for await (const item of items) {
    tell(item)
    yield item
  }
}

/** The document goes along, its text does not. */
function textLeftOut({ record }: DocumentSource): Loss {
  const place = { document: record.data.meta.title, range: null, what: 'text' }
  return { how: 'changed', kind: 'document', reason: 'text-not-held', place, count: 1 }
}

function tellDocument({ record, comments, layers }: DocumentSource, tell: Told): void {
  const { title } = record.data.meta
  const each = (all: Iterable<Authored>) => {
    for (const one of all) tell(one.record, title)
  }
  tell(record, title)
  each(comments)
  for (const layer of layers) {
    tell(layer.record, title)
    each(layer.records)
  }
}

function lossOf(record: AnyRecord, keepsKind: ProjectCodec['keepsKind']): LossReason | undefined {
  if (keepsKind === 'all') return undefined
  if (!isLive(record)) return 'deleted'
  if (isRecordOf(record, 'comment')) return 'older-detail'
  return keepsKind.includes(record.kind) ? undefined : 'kind-not-held'
}

const kinds: ReadonlySet<string> = new Set(countedKinds)

function countedAs(kind: string): CountedKind {
  return kinds.has(kind) ? (kind as CountedKind) : 'other' // just looked up
}
