import { ok, refuse, type TextRange } from '@parallax/domain'
import type {
  CodecInput,
  CorpusOutcome,
  InputFile,
  ReadContext,
  Tables,
} from '../codecs/codec-definition.ts'
import type {
  Annotation,
  CorpusDocument,
  CorpusLayer,
  CorpusMeta,
  CountedKind,
  Loss,
} from '../corpus/corpus.ts'
import { fitSpans } from '../offsets/find-unit.ts'
import { annotationsOfStatement } from './annotations-of-statement.ts'
import { dateOfEpoch } from './date-of-epoch.ts'
import { type DnaNames, numberOf, type Rows, readDnaNames, textOf } from './dna-names.ts'
import { type DnaStatement, readStatements } from './dna-statements.ts'

/** The largest database that is read: it is held in memory. */
const mostFileBytes = 512 * 1024 * 1024

/** The documents of databases of the Discourse Network Analyzer, a layer per coder. */
export async function* readDatabases(
  { files }: CodecInput,
  { tools }: ReadContext,
): AsyncGenerator<CorpusOutcome> {
  for (const file of files) {
    const problem = (message: string) => refuse({ file: file.path, line: 0, message })
    if (!tools.openTables) yield problem('Databases cannot be read here.')
    else if (file.bytes > mostFileBytes) yield problem(`It is larger than ${mostFileBytes} bytes.`)
    else {
      const opened = await tools.openTables(file.path, await file.content())
      if (opened.ok) yield* readTables(opened.value, file)
      else yield problem(opened.reason)
    }
  }
}

/** Tables without which a database is not one of the Discourse Network Analyzer. */
const needed = ['DOCUMENTS', 'STATEMENTS', 'STATEMENTTYPES', 'VARIABLES']

function* readTables(tables: Tables, file: InputFile): Generator<CorpusOutcome> {
  try {
    const missing = needed.filter((table) => tables.rows(table) === undefined)
    if (missing.length > 0) {
      const message = `It is no database of the Discourse Network Analyzer 3: ${missing.join(', ')} is missing.`
      return yield refuse({ file: file.path, line: 0, message })
    }
    const rows: Rows = (table) => tables.rows(table) ?? []
    const names = readDnaNames(rows)
    for (const item of names.items) yield ok(item)
    const statements = readStatements(rows, names)
    const expressions = [...rows('REGEXES')].length
    if (expressions > 0)
      yield ok({ item: 'loss', loss: lossOf('other', 'search expressions', expressions) })
    for (const row of rows('DOCUMENTS')) {
      const own = statements.get(numberOf(row.get('id'))) ?? []
      yield* readDocument(row, own, names, file.path)
    }
  } finally {
    tables.close()
  }
}

type Row = ReadonlyMap<string, unknown>

function* readDocument(
  row: Row,
  statements: readonly DnaStatement[],
  names: DnaNames,
  file: string,
): Generator<CorpusOutcome> {
  const number = numberOf(row.get('id'))
  const text = textOf(row.get('text'))
  const name = textOf(row.get('title')).trim() || `Document ${number}`
  const spans = statements.map(({ id, start, end }) => {
    return { start, end, quote: null, where: `Statement ${id}` }
  })
  const { ranges, misfits } = fitSpans(text, spans, 'utf16')
  for (const { where, message } of misfits)
    yield refuse({ file, line: 0, message: `${name}, ${where}: ${message}` })
  const notes = textOf(row.get('notes')).trim()
  if (notes !== '')
    yield ok({
      item: 'loss',
      loss: {
        ...lossOf('meta', 'Notes', 1),
        place: { document: name, range: null, what: 'Notes' },
      },
    })
  const document: CorpusDocument = {
    id: `document ${number}`,
    name,
    text,
    meta: metaOf(row),
    zones: [],
    layers: layersOf(row, { statements, ranges, names }),
  }
  yield ok({ item: 'document', document })
}

function metaOf(row: Row): CorpusMeta {
  const author = textOf(row.get('author')).trim()
  const said = {
    title: textOf(row.get('title')).trim(),
    publisher: textOf(row.get('source')).trim(),
    publishedAt: dateOfEpoch(Number(row.get('date') ?? Number.NaN)) ?? '',
  }
  const kept = Object.entries(said).filter(([, value]) => value !== '')
  return { ...Object.fromEntries(kept), ...(author === '' ? {} : { byline: [author] }) }
}

type Coded = {
  readonly statements: readonly DnaStatement[]
  readonly ranges: readonly (TextRange | undefined)[]
  readonly names: DnaNames
}

/** A layer per coder with their statements; section and type of the document stand in the first. */
function layersOf(row: Row, { statements, ranges, names }: Coded): readonly CorpusLayer[] {
  const byCoder = new Map<number, Annotation[]>()
  for (const [index, statement] of statements.entries()) {
    const range = ranges[index]
    if (!range) continue
    const found = annotationsOfStatement(statement, range, names)
    byCoder.set(statement.coder, [...(byCoder.get(statement.coder) ?? []), ...found])
  }
  const labels = ['section', 'type'].flatMap((field) =>
    labelOf(field, textOf(row.get(field)).trim()),
  )
  if (byCoder.size === 0 && labels.length > 0) byCoder.set(numberOf(row.get('coder')), [])
  return [...byCoder].map(([coder, annotations], index): CorpusLayer => {
    const annotator = names.coders.get(coder) || `Coder ${coder}`
    return {
      kind: 'annotator',
      annotator,
      annotations: index === 0 ? [...annotations, ...labels] : annotations,
    }
  })
}

function labelOf(field: string, value: string): readonly Annotation[] {
  if (value === '') return []
  const label = field.slice(0, 1).toUpperCase() + field.slice(1)
  const plain = { extent: [], passages: [], links: [], signature: null }
  return [
    { ...plain, id: `field ${field}`, kind: 'documentLabel', label, values: { values: [value] } },
  ]
}

function lossOf(kind: CountedKind, what: string, count: number): Loss {
  return {
    how: 'dropped',
    kind,
    reason: 'not-ours',
    place: { document: '', range: null, what },
    count,
  }
}
