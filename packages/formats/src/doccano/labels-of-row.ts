import { fieldsOf, textOf } from '../json/read-json.ts'

type Fields = ReadonlyMap<string, unknown>

export type DoccanoSpan = {
  readonly id: string
  readonly label: string
  readonly start: number
  readonly end: number
  /** The words that stand there, where the row has them. */
  readonly quote: string | null
}
export type DoccanoRelation = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly type: string
}

/** What is wrong with one entry, which is named, in words. */
export type Wrong = { readonly message: string }

/** What a row says of its text, and the names of the fields that say it. */
export type RowLabels = {
  readonly spans: readonly DoccanoSpan[]
  readonly relations: readonly DoccanoRelation[]
  /** Labels of the whole text, by the field that they stand in. */
  readonly classes: ReadonlyMap<string, readonly string[]>
  readonly fields: readonly string[]
  /** What spans and relations say besides, by name: nothing here is like it. */
  readonly unread: readonly string[]
  readonly wrong: readonly Wrong[]
}

const labelFields = ['entities', 'label', 'labels', 'annotations', 'cats']

/**
 * Labels in any of the shapes that doccano's projects have: `[start, end, label]`, objects with
 * offsets, or plain strings for the whole text – under `label`, `labels`, `annotations` or `entities`.
 * A field of such a name is one of labels if any entry is a label or was meant to be a span: then the
 * entries that are neither are wrong, one by one.
 */
export function labelsOf(row: Fields): RowLabels {
  const spans: DoccanoSpan[] = []
  const classes = new Map<string, readonly string[]>()
  const { relations, wrong } = relationsOf(row.get('relations'))
  const unread = listIn(row.get('relations')).flatMap((each) => unreadIn(each, relationNames))
  const fields: string[] = ['relations']
  for (const field of labelFields) {
    const value = row.get(field)
    if (value === undefined || value === null) continue
    const entries = entriesOf(value, spans.length)
    if (!isOfLabels(entries)) continue
    fields.push(field)
    spans.push(...entries.flatMap(({ span }) => span ?? []))
    const names = entries.flatMap(({ name }) => name ?? [])
    if (names.length > 0) classes.set(field, names)
    unread.push(...entries.flatMap((entry) => entry.unread))
    wrong.push(...wrongIn(entries, field))
  }
  return { spans, relations, classes, fields, unread, wrong }
}

/** One entry of a field: a span, or the name of a label; neither where it is wrong. */
type Entry = {
  readonly span: DoccanoSpan | undefined
  readonly name: string | undefined
  readonly isLikeSpan: boolean
  readonly unread: readonly string[]
}

function entriesOf(value: unknown, before: number): readonly Entry[] {
  const list = Array.isArray(value) ? listIn(value) : [value]
  return list.map((each, index) => {
    const span = spanOf(each, before + index + 1)
    const unread = span ? unreadIn(each, spanNames) : []
    return { span, name: textOf(each), isLikeSpan: isLikeSpan(each), unread }
  })
}

function isOfLabels(entries: readonly Entry[]): boolean {
  const isLabel = ({ span, name, isLikeSpan }: Entry) => span || name || isLikeSpan
  return entries.some(isLabel) || entries.every(({ name }) => name === '')
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** What is read of a span and of a relation; which text it is of is where it stands. */
const spanNames = [
  ...['id', 'label', 'type', 'text', 'name', 'span', 'start_offset', 'end_offset', 'start', 'end'],
  ...['document', 'example', 'uuid'],
]
const relationNames = ['id', 'from_id', 'to_id', 'type', 'example', 'uuid']

/** Names of what an entry says besides; of a list whatever comes after its label. */
function unreadIn(entry: unknown, known: readonly string[]): readonly string[] {
  if (Array.isArray(entry)) return entry.slice(3).map((_, index) => `entry ${index + 4}`)
  return [...(fieldsOf(entry) ?? [])].flatMap(([name, value]) =>
    known.includes(name) || value === null ? [] : [name],
  )
}

const offsetNames = ['start_offset', 'end_offset', 'start', 'end', 'span']

/** Whether it has the shape of a span, whatever its offsets are. */
function isLikeSpan(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 3 && typeof value[2] === 'string'
  const fields = fieldsOf(value)
  return fields !== undefined && offsetNames.some((name) => fields.has(name))
}

function wrongIn(entries: readonly Entry[], field: string): readonly Wrong[] {
  return entries.flatMap(({ span, name, isLikeSpan }, index) => {
    if (span || name !== undefined) return []
    const what = isLikeSpan
      ? 'does not say as numbers where it starts and ends'
      : 'is no span and no label'
    return [{ message: `Entry ${index + 1} of "${field}" ${what}.` }]
  })
}

function spanOf(value: unknown, number: number): DoccanoSpan | undefined {
  const fields = Array.isArray(value) ? ofList(value) : fieldsOf(value)
  const pair = fields?.get('span')
  const [first, last]: readonly unknown[] = Array.isArray(pair) ? pair : []
  const start = fields?.get('start_offset') ?? fields?.get('start') ?? first
  const end = fields?.get('end_offset') ?? fields?.get('end') ?? last
  if (!fields || typeof start !== 'number' || typeof end !== 'number') return undefined
  const id = fields.get('id')
  const label = nameOf(fields.get('label') ?? fields.get('type'))
  const quote = textOf(fields.get('text') ?? fields.get('name')) ?? null
  return { id: id === undefined ? `span ${number}` : String(id), start, end, label, quote }
}

function ofList([start, end, label]: readonly unknown[]): Fields {
  return new Map([
    ['start', start],
    ['end', end],
    ['label', label],
  ])
}

/** Old versions of doccano wrote the number of a label instead of its name. No label is a blank one. */
function nameOf(label: unknown): string {
  return typeof label === 'number' ? `Label ${label}` : (textOf(label) ?? '')
}

type Relations = { readonly relations: readonly DoccanoRelation[]; readonly wrong: Wrong[] }

function relationsOf(value: unknown): Relations {
  const isThere = value !== undefined && value !== null
  if (!Array.isArray(value))
    return { relations: [], wrong: isThere ? [{ message: '"relations" is no list.' }] : [] }
  const list: readonly unknown[] = value
  const wrong = list.flatMap((each, index): readonly Wrong[] =>
    fieldsOf(each) ? [] : [{ message: `Entry ${index + 1} of "relations" is no relation.` }],
  )
  return { relations: list.flatMap(relationOf), wrong }
}

function relationOf(value: unknown): readonly DoccanoRelation[] {
  const fields = fieldsOf(value)
  if (!fields) return []
  const said = (name: string) => String(fields.get(name) ?? '')
  const type = textOf(fields.get('type')) ?? 'related'
  return [{ id: said('id'), from: said('from_id'), to: said('to_id'), type }]
}
