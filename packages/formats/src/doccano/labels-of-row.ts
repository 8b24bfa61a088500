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

/** What a row says of its text, and the names of the fields that say it. */
export type RowLabels = {
  readonly spans: readonly DoccanoSpan[]
  readonly relations: readonly DoccanoRelation[]
  /** Labels of the whole text, by the field that they stand in. */
  readonly classes: ReadonlyMap<string, readonly string[]>
  readonly fields: readonly string[]
}

const labelFields = ['entities', 'label', 'labels', 'annotations', 'cats']

/**
 * Labels in any of the shapes that doccano's projects have: `[start, end, label]`, objects with
 * offsets, or plain strings for the whole text – under `label`, `labels`, `annotations` or `entities`.
 */
export function labelsOf(row: Fields): RowLabels {
  const spans: DoccanoSpan[] = []
  const classes = new Map<string, readonly string[]>()
  const fields: string[] = ['relations']
  for (const field of labelFields) {
    const value = row.get(field)
    if (value === undefined || value === null) continue
    const list: readonly unknown[] = Array.isArray(value) ? value : [value]
    const found = list.flatMap((each, index) => spanOf(each, spans.length + index + 1) ?? [])
    const names = list.filter((each) => typeof each === 'string' && each !== '').map(String)
    if (found.length + names.length < list.filter((each) => each !== '').length) continue
    fields.push(field)
    spans.push(...found)
    if (names.length > 0) classes.set(field, names)
  }
  return { spans, relations: relationsOf(row.get('relations')), classes, fields }
}

function spanOf(value: unknown, number: number): DoccanoSpan | undefined {
  if (Array.isArray(value)) {
    const [start, end, label] = value as readonly unknown[]
    if (typeof start !== 'number' || typeof end !== 'number') return undefined
    return { id: `span ${number}`, start, end, label: nameOf(label), quote: null }
  }
  const fields = fieldsOf(value)
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

/** Old versions of doccano wrote the number of a label instead of its name. */
function nameOf(label: unknown): string {
  return textOf(label) ?? `Label ${String(label)}`
}

function relationsOf(value: unknown): readonly DoccanoRelation[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.flatMap((each) => {
    const fields = fieldsOf(each)
    if (!fields) return []
    const [id, from, to] = ['id', 'from_id', 'to_id'].map((name) => String(fields.get(name) ?? ''))
    return [
      {
        id: id ?? '',
        from: from ?? '',
        to: to ?? '',
        type: textOf(fields.get('type')) ?? 'related',
      },
    ]
  })
}
