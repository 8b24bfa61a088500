import {
  type AnyRecord,
  type DocumentId,
  definitionOf,
  isRecordKind,
  isRecordOf,
  isUuid,
  type LayerId,
  ok,
  parseData,
  projectModes,
  type RecordKind,
  type Result,
  refuse,
  type UserId,
} from '@parallax/domain'
import { describeRefusal } from '../project/describe-refusal.ts'
import type {
  Authorship,
  Manifest,
  NumberedItem,
  ProjectItem,
  ReadProblem,
  RecordInLayer,
} from '../project/project-item.ts'
import { formatName, formatVersion } from './lines.ts'
import { withoutTexts } from './range-texts.ts'
import { textsLeftOut } from './standoff-lines.ts'

type Outcome = Result<NumberedItem, ReadProblem>
type Fields = Readonly<Record<string, unknown>>
type Reading = Result<ProjectItem, string>

/** Where in the file one is: the document and layer that the next records belong to. */
type Place = {
  readonly document: DocumentId | null
  readonly text: string | null
  readonly layer: LayerId | null
}

const nowhere: Place = { document: null, text: null, layer: null }

/** The items of a native file. A line that cannot be read is a problem; the others are read on. */
export async function* readLines(lines: AsyncIterable<string>): AsyncGenerator<Outcome> {
  let place = nowhere
  let line = 0
  let hasEnded = false
  for await (const content of lines) {
    line += 1
    const fields = parseLine(content)
    const isEnd = fields?.kind === 'end' && line > 1
    const reading = isEnd ? readEnd(fields, line) : readLine(fields, { line, hasEnded, place })
    if (!reading.ok) yield refuse({ line, message: reading.reason })
    if (!reading.ok && line === 1) return
    if (reading.ok && reading.value) {
      yield ok({ line, item: reading.value })
      place = placeAfter(reading.value, place)
    }
    hasEnded ||= isEnd
  }
  if (line === 0) yield refuse({ line: 0, message: 'The file is empty.' })
  else if (!hasEnded) yield refuse({ line, message: cutOff })
}

const cutOff = 'The file ends too early: its end line is missing.'

/** The end line tells how many lines come before it. */
function readEnd({ lines }: Fields, line: number): Result<null, string> {
  if (lines === line - 1) return ok(null)
  return refuse(
    `The file should have ${JSON.stringify(lines)} lines before its end, not ${line - 1}.`,
  )
}

function readLine(
  fields: Fields | undefined,
  at: { readonly line: number; readonly hasEnded: boolean; readonly place: Place },
): Reading {
  if (at.line === 1) return fields ? readManifest(fields) : refuse(notOurs)
  if (!fields) return refuse('The line is not a JSON object.')
  return at.hasEnded ? refuse('It stands after the end line.') : readItem(fields, at.place)
}

const notOurs = 'This is not a Parallax file: its first line does not say so.'

function placeAfter(item: ProjectItem, place: Place): Place {
  if (item.item === 'document')
    return { document: item.record.id as DocumentId, text: item.text, layer: null } // a document's own id
  if (item.item === 'layer') return { ...place, layer: item.record.id as LayerId } // a layer's own id
  return place
}

function parseLine(content: string): Fields | undefined {
  const parsed = parseJson(content)
  return isFields(parsed) ? parsed : undefined
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readManifest(fields: Fields): Reading {
  if (fields.kind !== 'manifest' || fields.format !== formatName) return refuse(notOurs)
  if (fields.version !== formatVersion)
    return refuse(
      `The file is of version ${JSON.stringify(fields.version)} of the format; this Parallax reads version ${formatVersion}. Use the Parallax that wrote it, or a newer one.`,
    )
  if (fields.texts === textsLeftOut)
    return refuse(
      'The file carries no texts. Put them back first: parallax hydrate FILE --texts FOLDER --out OUT.',
    )
  const { project, exportedAt, codebook, counts } = fields
  const mode = isFields(project) ? projectModes.find((each) => each === project.mode) : undefined
  const isWhole =
    isFields(project) &&
    typeof project.name === 'string' &&
    mode !== undefined &&
    isMoment(exportedAt) &&
    (codebook === null || Number.isInteger(codebook)) &&
    isFields(counts) &&
    Number.isInteger(counts.documents) &&
    Number.isInteger(counts.layers)
  return isWhole
    ? ok({ item: 'manifest', manifest: fields as unknown as Manifest }) // every field was just looked at
    : refuse('The first line does not describe a project.')
}

function readItem(fields: Fields, place: Place): Reading {
  const { kind, id } = fields
  if (typeof id !== 'string' || !isUuid(id)) return refuse('Its "id" is not a lower-case UUID.')
  if (kind === 'person') return readPerson(id, fields)
  if (typeof kind !== 'string' || !isRecordKind(kind))
    return refuse(
      `Its "kind" is ${JSON.stringify(kind) ?? 'missing'}, which this version does not know.`,
    )
  const authorship = readAuthorship(fields)
  if (!authorship.ok) return authorship
  if (typeof fields.deleted !== 'boolean') return refuse('Its "deleted" is neither true nor false.')
  const record = readRecord(kind, fields, place)
  return record.ok ? itemOf(record.value, authorship.value, fields, place) : record
}

function readPerson(id: string, { name }: Fields): Reading {
  return typeof name === 'string'
    ? ok({ item: 'person', person: { id: id as UserId, name } }) // the id was just checked
    : refuse('The person has no "name".')
}

function readAuthorship(fields: Fields): Result<Authorship, string> {
  const { createdBy, createdAt, updatedBy, updatedAt } = fields
  const people = [createdBy, updatedBy].every((id) => typeof id === 'string' && isUuid(id))
  if (!people) return refuse('Its "createdBy" or "updatedBy" is not the id of a person.')
  if (!isMoment(createdAt) || !isMoment(updatedAt))
    return refuse(
      'Its "createdAt" or "updatedAt" is not a moment such as 2030-01-31T12:00:00.000Z.',
    )
  return ok({ createdBy, createdAt, updatedBy, updatedAt } as Authorship) // every field was just looked at
}

function isMoment(value: unknown): value is string {
  const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
  return typeof value === 'string' && pattern.test(value) && !Number.isNaN(Date.parse(value))
}

function readRecord(kind: RecordKind, fields: Fields, place: Place): Result<AnyRecord, string> {
  const definition = definitionOf(kind)
  const isInLayer = definition.streams.includes('layer') && kind !== 'layer'
  const mismatches: string[] = []
  const data = isInLayer
    ? withoutTexts(fields.data, place.text, ({ startUtf16, endUtf16 }, said) => {
        const there = place.text?.slice(startUtf16, endUtf16) ?? ''
        mismatches.push(
          `At ${startUtf16}-${endUtf16} the text says ${excerpt(there)}, not ${excerpt(said)}.`,
        )
      })
    : fields.data
  const parsed = parseData(definition, data)
  if (!parsed.ok) return refuse(`${definition.title}: ${describeRefusal(parsed.reason)}.`)
  if (mismatches[0]) return refuse(mismatches[0])
  const record = { id: fields.id, kind, data: parsed.value, deleted: fields.deleted, revs: {} }
  return ok(record as unknown as AnyRecord) // its kind's own schema has just accepted the data
}

function excerpt(text: unknown): string {
  const words = JSON.stringify(text) ?? 'nothing'
  return words.length > 80 ? `${words.slice(0, 79)}…` : words
}

function itemOf(
  record: AnyRecord,
  authorship: Authorship,
  { text, layer }: Fields,
  place: Place,
): Reading {
  const [stream] = definitionOf(record.kind).streams
  if (stream === 'codebook' || stream === 'registry')
    return ok({ item: stream, record, authorship })
  if (isRecordOf(record, 'document'))
    return text === null || typeof text === 'string'
      ? ok({ item: 'document', record, authorship, text })
      : refuse('The document has no "text".')
  if (isRecordOf(record, 'layer')) return ok({ item: 'layer', record, authorship })
  if (isRecordOf(record, 'comment') && layer === null) {
    const { document } = place
    return document !== null && place.layer === null
      ? ok({ item: 'document-comment', record, authorship, document })
      : refuse('A comment on a document stands after it, before its layers.')
  }
  if (place.document === null || place.layer === null || layer !== place.layer)
    return refuse('It does not stand after the layer that it names.')
  // What is neither of the above and belongs to a layer's stream is one of the layer's records.
  const inLayer = { record: record as RecordInLayer, layer: place.layer, document: place.document }
  return ok({ item: 'layer-record', authorship, ...inLayer })
}
