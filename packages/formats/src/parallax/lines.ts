import { definitionOf } from '@parallax/domain'
import type { Authored, Authorship, Manifest, Person } from '../project/project-item.ts'
import { inOrder } from './canonical-json.ts'
import { withTexts } from './range-texts.ts'

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
  return JSON.stringify({
    ...headOf(record),
    ...bodyOf(record, record.data),
    ...signed(authorship),
  })
}

/** A document with its text. Zones need no texts of their own: all of it stands in this line. */
export function documentLine({ record, authorship }: Authored, text: string | null): string {
  const body = bodyOf(record, record.data)
  return JSON.stringify({ ...headOf(record), ...body, ...signed(authorship), text })
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
  const data = text === null ? record.data : withTexts(record.data, text)
  return JSON.stringify({
    ...headOf(record),
    layer,
    ...bodyOf(record, data),
    ...signed(authorship),
  })
}

export function personLine({ id, name }: Person): string {
  return JSON.stringify({ kind: 'person', id, name })
}

/** The last line: a file without it was cut off. */
export function endLine(lines: number): string {
  return JSON.stringify({ kind: 'end', lines })
}

function headOf({ kind, id, deleted }: Authored['record']): object {
  return { kind, id, deleted }
}

/** The data with its fields in the order of the kind's definition. */
function bodyOf({ kind }: Authored['record'], data: unknown): object {
  const given: Readonly<Record<string, unknown>> = Object(data)
  const body: Record<string, unknown> = {}
  for (const field of fieldsOf(kind)) body[field] = inOrder(given[field] ?? null)
  return { data: body }
}

const fields = new Map<string, readonly string[]>()

function fieldsOf(kind: Authored['record']['kind']): readonly string[] {
  const known = fields.get(kind) ?? Object.keys(definitionOf(kind).shape)
  fields.set(kind, known)
  return known
}

function signed({ createdBy, createdAt, updatedBy, updatedAt }: Authorship): object {
  return { createdBy, createdAt, updatedBy, updatedAt }
}
