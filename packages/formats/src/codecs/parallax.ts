import { type AnyRecord, isRecordOf, type UserId, usersNamedIn } from '@parallax/domain'
import {
  documentLine,
  endLine,
  manifestLine,
  personLine,
  placedLine,
  recordLine,
} from '../parallax/lines.ts'
import { readLines } from '../parallax/read-lines.ts'
import { checkItems } from '../project/check-items.ts'
import type { Authored, DocumentSource, ProjectSource } from '../project/project-item.ts'
import type { ProjectCodec } from './codec-definition.ts'

/** The native format: one JSON value a line, nothing left out but how often a field was rewritten. */
export const parallaxCodec: ProjectCodec = {
  via: 'project',
  id: 'parallax',
  title: 'Parallax (JSON lines)',
  fileExtension: '.jsonl',
  mediaType: 'application/x-ndjson',
  keeps:
    'Everything: texts, codebook with its versions, registry, layers, comments, authors and times.',
  keepsKind: 'all',
  offsetUnit: 'utf16',
  opensWith: /"format":\s*"parallax"/,
  write: writeLines,
  read: (lines) => checkItems(readLines(lines)),
}

/** About how much text goes out at a time: lines are many, and each piece has its price. */
const pieceUtf16 = 32_000

async function* writeLines(source: ProjectSource): AsyncGenerator<string> {
  const people = new Set<UserId>()
  let count = 1
  let waiting = ''
  // At once: whoever waits for it sees that it comes.
  yield `${manifestLine(source.manifest)}\n`
  for await (const lines of linesOf(source, (id) => people.add(id)))
    for (const line of lines) {
      count += 1
      waiting += `${line}\n`
      if (waiting.length < pieceUtf16) continue
      yield waiting
      waiting = ''
    }
  const known = await source.people()
  for (const id of [...people].sort()) {
    count += 1
    waiting += `${personLine(known.get(id) ?? { id, name: '' })}\n`
  }
  yield `${waiting}${endLine(count)}\n`
}

type Named = (person: UserId) => void

/** The lines after the first in their order, as many at a time as come together. */
async function* linesOf(source: ProjectSource, named: Named): AsyncGenerator<Iterable<string>> {
  for (const section of [source.codebook, source.registry])
    for await (const each of section()) {
      nameAuthors(each, named)
      yield [recordLine(each)]
    }
  for await (const document of source.documents()) yield linesOfDocument(document, named)
}

function* linesOfDocument(document: DocumentSource, named: Named): Generator<string> {
  nameAuthors(document, named)
  yield documentLine(document, document.text)
  for (const each of document.comments) {
    nameAuthors(each, named)
    yield placedLine(each, null, document.text)
  }
  for (const layer of document.layers) {
    nameAuthors(layer, named)
    yield recordLine(layer)
    for (const each of layer.records) {
      nameAuthors(each, named)
      yield placedLine(each, layer.record.id, document.text)
    }
  }
}

function nameAuthors({ record, authorship }: Authored<AnyRecord>, named: Named): void {
  named(authorship.createdBy)
  named(authorship.updatedBy)
  if (isRecordOf(record, 'layer') && record.data.owner) named(record.data.owner)
  if (isRecordOf(record, 'comment')) {
    named(record.data.author)
    for (const user of usersNamedIn(record.data.body)) named(user)
  }
}
