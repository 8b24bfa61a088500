import { fieldsOf, textOf } from '../json/read-json.ts'

export type JsonFields = ReadonlyMap<string, unknown>

/** What one person or model said of a task. */
export type TaskAnnotation = {
  readonly fields: JsonFields
  readonly results: readonly JsonFields[]
  readonly isPrediction: boolean
}

/** One task: its data, and its annotations and predictions. */
export type Task = {
  readonly data: JsonFields
  readonly annotations: readonly TaskAnnotation[]
  /** Names of fields of the task that say something which is not read. */
  readonly unread: readonly string[]
}

/** A task as it is exported or imported: in full, or in the short form with the results by control. */
export function taskOf(fields: JsonFields): Task {
  const data = fieldsOf(fields.get('data'))
  if (!data) return shortTask(fields)
  const said = (name: string, isPrediction = false) =>
    objectsIn(fields.get(name)).map((each) => annotationFrom(each, isPrediction))
  return {
    data,
    annotations: [...said('annotations'), ...said('completions'), ...said('predictions', true)],
    unread: said('drafts').length > 0 ? ['drafts'] : [],
  }
}

function annotationFrom(fields: JsonFields, isPrediction: boolean): TaskAnnotation {
  return { fields, results: objectsIn(fields.get('result')), isPrediction }
}

/** The objects of a list. */
function objectsIn(value: unknown): readonly JsonFields[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.map(fieldsOf).filter((each) => each !== undefined)
}

/** Fields of a task in the short form that are about it, not of it. */
const about: ReadonlySet<string> = new Set([
  'id',
  'annotator',
  'annotation_id',
  'created_at',
  'updated_at',
  'lead_time',
])

function shortTask(fields: JsonFields): Task {
  const data = new Map<string, unknown>()
  const result: JsonFields[] = []
  for (const [name, value] of fields) {
    if (about.has(name)) continue
    const results = resultsOf(name, value)
    if (results.length > 0) result.push(...results)
    else data.set(name, value)
  }
  const by = new Map([['completed_by', fields.get('annotator')]])
  const annotation = { fields: by, results: result, isPrediction: false }
  return { data, annotations: result.length > 0 ? [annotation] : [], unread: [] }
}

/** The results of one control in the short form: spans with labels, or choices. */
function resultsOf(name: string, value: unknown): readonly JsonFields[] {
  const from: readonly [string, unknown] = ['from_name', name]
  const spans = objectsIn(value).filter((span) => span.has('start') && span.has('end'))
  const choices = fieldsOf(value)?.get('choices')
  if (choices !== undefined)
    return [new Map<string, unknown>([from, ['type', 'choices'], ['value', { choices }]])]
  return spans.map((span) => {
    const type = [...span.keys()].find((key) => key.endsWith('labels')) ?? 'labels'
    return new Map<string, unknown>([from, ['type', type], ['value', Object.fromEntries(span)]])
  })
}

/** The name of who made an annotation: by name, by address, or by number. */
export function annotatorOf(annotation: JsonFields): string {
  const by = annotation.get('completed_by')
  const person = fieldsOf(by)
  if (!person) return by === undefined || by === null ? '' : `Annotator ${String(by)}`
  const names = [person.get('first_name'), person.get('last_name')].map(textOf)
  const name = names.filter((part) => part !== undefined && part !== '').join(' ')
  return name || textOf(person.get('email')) || `Annotator ${String(person.get('id'))}`
}
