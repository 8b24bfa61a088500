import type { FilePiece, WriteContext } from '../codecs/codec-definition.ts'
import type { CorpusDocument, CorpusSource } from '../corpus/corpus.ts'
import { ParquetFile, type Row } from '../parquet/parquet-file.ts'
import { documentColumns, type RegistryTable, registryColumns } from './columns.ts'
import { type CardPart, datasetCard } from './dataset-card.ts'
import { registryRows } from './registry-rows.ts'
import { isSplitName, usualSplit } from './splits.ts'
import { namesOf, rowOfDocument } from './write-rows.ts'

/** The parts that readers expect, in their order; others come after them, by name. */
const usualSplits: readonly string[] = [usualSplit, 'validation', 'test']
/** What marks a table as one of ours, in the notes of a parquet file. */
const tableNote = 'parallax'
/** The most documents of a group of rows, and about the most text of one. */
const mostDocuments = 1000
const mostTextUtf16 = 8 * 1024 * 1024

/** The folder of a dataset: a table per split, one per registry, and the card that describes them. */
export async function* writeFolder(
  source: CorpusSource,
  context: WriteContext,
): AsyncGenerator<FilePiece> {
  const written: Written = { parts: [], languages: new Set(), splits: new Set() }
  // The first reading of the documents tells which other parts there are.
  yield* writePart(source, context, usualSplit, written)
  for (const split of inUsualOrder(written.splits))
    if (split !== usualSplit) yield* writePart(source, context, split, written)
  const { parts, languages } = written
  for (const { part, content } of writeRegistry(source)) {
    parts.push(part)
    yield { path: part.path, content }
  }
  yield { path: 'README.md', content: datasetCard(source.head, parts, [...languages].sort()) }
}

/** What was met on the way: files, languages of documents, parts that documents are in. */
type Written = {
  readonly parts: CardPart[]
  readonly languages: Set<string>
  readonly splits: Set<string>
}

function inUsualOrder(splits: Iterable<string>): readonly string[] {
  const others = [...splits].filter((split) => !usualSplits.includes(split)).sort()
  const found = new Set(splits)
  return [...usualSplits.filter((split) => found.has(split)), ...others]
}

async function* writePart(
  source: CorpusSource,
  context: WriteContext,
  split: string,
  { parts, ...met }: Written,
): AsyncGenerator<FilePiece> {
  const path = `data/${split}-00000-of-00001.parquet`
  const part = { config: 'documents', split, path, rows: 0, bytes: 0 }
  for await (const piece of writeSplit(source, context, split, met)) {
    part.rows += piece.rows
    part.bytes += piece.content.length
    yield { path, content: piece.content }
  }
  if (part.bytes > 0) parts.push(part)
}

/** A document that is in no part which readers know is for training. */
function partOf({ id, split }: CorpusDocument, splitOf: WriteContext['splitOf']): string {
  const part = splitOf ? splitOf(id) : split
  return part !== undefined && isSplitName(part) ? part : usualSplit
}

type SplitPiece = { readonly content: Uint8Array; readonly rows: number }

async function* writeSplit(
  { head, documents }: CorpusSource,
  { splitOf }: WriteContext,
  split: string,
  { languages, splits }: Omit<Written, 'parts'>,
): AsyncGenerator<SplitPiece> {
  const names = namesOf(head)
  let file: ParquetFile | undefined
  let rows: Row[] = []
  let textUtf16 = 0
  for await (const document of documents()) {
    const part = partOf(document, splitOf)
    splits.add(part)
    if (part !== split) continue
    if (document.meta.language) languages.add(document.meta.language)
    rows.push(rowOfDocument(document, names))
    textUtf16 += document.text.length
    if (rows.length < mostDocuments && textUtf16 < mostTextUtf16) continue
    file ??= new ParquetFile(documentColumns, { [tableNote]: 'documents' })
    yield { content: file.addGroup(rows), rows: rows.length }
    rows = []
    textUtf16 = 0
  }
  if (rows.length > 0) {
    file ??= new ParquetFile(documentColumns, { [tableNote]: 'documents' })
    yield { content: file.addGroup(rows), rows: rows.length }
  }
  if (file) yield { content: file.finish(), rows: 0 }
}

function* writeRegistry({
  head,
}: CorpusSource): Generator<{ part: CardPart; content: Uint8Array }> {
  const tables = registryRows(head)
  for (const config of Object.keys(registryColumns) as RegistryTable[]) {
    const rows = tables[config]
    if (rows.length === 0) continue
    const file = new ParquetFile(registryColumns[config], { [tableNote]: config })
    const [group, end] = [file.addGroup(rows), file.finish()]
    const content = new Uint8Array(group.length + end.length)
    content.set(group)
    content.set(end, group.length)
    const path = `${config}/train-00000-of-00001.parquet`
    yield {
      part: { config, split: 'train', path, rows: rows.length, bytes: content.length },
      content,
    }
  }
}
