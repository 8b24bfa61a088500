import { definitionOf } from '@parallax/domain'
import type { Authored, Authorship, Manifest, Person } from '../project/project-item.ts'
import { canonicalJson, canonicalJsonWithTexts } from './canonical-json.ts'

export const formatName = 'parallax'
/** Raised when an older reader would misread a file. */
export const formatVersion = 1

/** The first line of a file. */
export function manifestLine({ project, exportedAt, codebook, counts }: Manifest): string {
  const { name, mode } = project
  const { documents, layers } = counts
  const head = { kind: 'manifest', format: formatName, version: formatVersion }
  const rest = { project: { name, mode }, exportedAt, codebook, counts: { documents, layers } }
  return JSON.stringify({ ...head, ...rest })
}

/** A record of the codebook or the registry. */
export function recordLine({ record, authorship }: Authored): string {
  return `{${headOf(record)},"data":${dataOf(record, null)},${signed(authorship)}}`
}

/** A document with its text. Zones need no texts of their own: all of it stands in this line. */
export function documentLine({ record, authorship }: Authored, text: string | null): string {
  const data = dataOf(record, null)
  return `{${headOf(record)},"data":${data},${signed(authorship)},"text":${JSON.stringify(text)}}`
}

/**
 * A record of a layer, or with `null` a comment on a passage of the document: every range carries
 * the text that it covers.
 */
export function placedLine(
  { record, authorship }: Authored,
  layer: string | null,
  text: string | null,
): string {
  const place = `"layer":${JSON.stringify(layer)}`
  return `{${headOf(record)},${place},"data":${dataOf(record, text)},${signed(authorship)}}`
}

export function personLine({ id, name }: Person): string {
  return JSON.stringify({ kind: 'person', id, name })
}

/** The last line: a file without it was cut off. */
export function endLine(lines: number): string {
  return JSON.stringify({ kind: 'end', lines })
}

/** Kinds and ids are words and numbers of ours, so that they stand in JSON as they are. */
function headOf({ kind, id, deleted }: Authored['record']): string {
  return `"kind":"${kind}","id":"${id}","deleted":${deleted}`
}

/** The data with its fields in the order of the kind's definition. */
function dataOf({ kind, data }: Authored['record'], text: string | null): string {
  const given: Readonly<Record<string, unknown>> = Object(data)
  let json = ''
  for (const { field, begin } of fieldsOf(kind)) {
    const value = given[field] ?? null
    const written = text === null ? canonicalJson(value) : canonicalJsonWithTexts(value, text)
    json += `${json === '' ? '' : ','}${begin}${written}`
  }
  return `{${json}}`
}

type Field = { readonly field: string; readonly begin: string }
const fields = new Map<string, readonly Field[]>()

function fieldsOf(kind: Authored['record']['kind']): readonly Field[] {
  const known = fields.get(kind)
  if (known) return known
  const found = Object.keys(definitionOf(kind).shape).map((field) => ({
    field,
    begin: `${JSON.stringify(field)}:`,
  }))
  fields.set(kind, found)
  return found
}

function signed({ createdBy, createdAt, updatedBy, updatedAt }: Authorship): string {
  return `"createdBy":"${createdBy}","createdAt":"${createdAt}","updatedBy":"${updatedBy}","updatedAt":"${updatedAt}"`
}
