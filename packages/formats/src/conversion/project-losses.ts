import type { AnyRecord, RecordKind } from '@parallax/domain'
import type { ProjectCodec } from '../codecs/codec-definition.ts'
import type { Loss } from '../corpus/corpus.ts'
import type { Ledger } from '../corpus/ledger.ts'
import type { Authored, DocumentSource, ProjectSource } from '../project/project-item.ts'
import { countedAs, TableLosses } from './table-losses.ts'

type Told = (record: AnyRecord) => void

/**
 * The same project, counted record by record the first time that each section is gone through: what
 * a format that is written from a whole project leaves out is told to the ledger.
 */
export function countedProject(
  source: ProjectSource,
  { keepsKind, leavesTexts }: ProjectCodec,
  ledger: Ledger,
): ProjectSource {
  if (keepsKind !== 'all') return countedTable(source, keepsKind, ledger)
  const tell: Told = (record) => {
    const kind = countedAs(record.kind)
    ledger.countIn(kind)
    ledger.countOut(kind)
  }
  return {
    ...source,
    codebook: onceCounted(source.codebook, ({ record }) => tell(record)),
    registry: onceCounted(source.registry, ({ record }) => tell(record)),
    documents: onceCounted(source.documents, (each) => {
      tellDocument(each, tell)
      if (leavesTexts && each.text !== null) ledger.lose(textLeftOut(each))
    }),
  }
}

/** What a table leaves out of a project: counted as it is gone through. */
function countedTable(
  source: ProjectSource,
  keepsKind: readonly RecordKind[],
  ledger: Ledger,
): ProjectSource {
  const losses = new TableLosses(keepsKind, ledger)
  return {
    ...source,
    codebook: onceCounted(source.codebook, ({ record }) => losses.hear(record)),
    registry: onceCounted(source.registry, ({ record }) => losses.hear(record)),
    documents: onceCounted(
      source.documents,
      (each) => losses.hearDocument(each),
      () => losses.tell(),
    ),
  }
}

/** What such a format would leave out, without writing it. */
export async function countProjectLosses(
  source: ProjectSource,
  codec: ProjectCodec,
  ledger: Ledger,
): Promise<void> {
  const counted = countedProject(source, codec, ledger)
  // What words of texts stand elsewhere is only known when they are written without them.
  if (codec.leavesTexts && codec.write) {
    for await (const _ of codec.write(counted, {}, ledger));
    return
  }
  for (const section of [counted.codebook, counted.registry, counted.documents])
    for await (const _ of section());
}

function onceCounted<T>(
  section: () => AsyncIterable<T>,
  tell: (each: T) => void,
  atEnd: () => void = () => {},
): () => AsyncIterable<T> {
  let isFirst = true
  return () => {
    const isCounted = isFirst
    isFirst = false
    return isCounted ? passing(section(), tell, atEnd) : section()
  }
}

async function* passing<T>(
  items: AsyncIterable<T>,
  tell: (each: T) => void,
  atEnd: () => void,
): AsyncGenerator<T> {
  for await (const item of items) {
    tell(item)
    yield item
  }
  atEnd()
}

/** The document goes along, its text does not. */
function textLeftOut({ record }: DocumentSource): Loss {
  const place = { document: record.data.meta.title, range: null, what: 'text' }
  return { how: 'changed', kind: 'document', reason: 'text-not-held', place, count: 1 }
}

function tellDocument({ record, comments, layers }: DocumentSource, tell: Told): void {
  const each = (all: Iterable<Authored>) => {
    for (const one of all) tell(one.record)
  }
  tell(record)
  each(comments)
  for (const layer of layers) {
    tell(layer.record)
    each(layer.records)
  }
}
