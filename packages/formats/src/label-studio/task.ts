import { fieldsOf, textOf } from '../json/read-json.ts'
import { isSaid, unreadOfAnnotation, unreadOfTask } from './unread.ts'

export type JsonFields = ReadonlyMap<string, unknown>

/** What one person or model said of a task. */
export type TaskAnnotation = {
  readonly fields: JsonFields
  readonly results: readonly JsonFields[]
  readonly isPrediction: boolean
  /** How many of its results are no such objects. */
  readonly strayCount: number
  /** Names of its fields that say something which is not read. */
  readonly unread: readonly string[]
}

/** One task: its data, and its annotations and predictions. */
export type Task = {
  readonly data: JsonFields
  readonly annotations: readonly TaskAnnotation[]
  /** Names of fields of the task that say something which is not read. */
  readonly unread: readonly string[]
  /** Names of lists of the task with something in them that is no annotation, or not read. */
  readonly unreadLists: readonly string[]
}

const annotationLists = ['annotations', 'completions', 'predictions']

/** A task as it is exported or imported: in full, or in the short form with the results by control. */
export function taskOf(fields: JsonFields): Task {
  const data = fieldsOf(fields.get('data'))
  if (!data) return shortTask(fields)
  const said = (name: string, isPrediction = false) =>
    objectsIn(fields.get(name)).map((each) => annotationFrom(each, isPrediction))
  return {
    data,
    annotations: [...said('annotations'), ...said('completions'), ...said('predictions', true)],
    unread: unreadOfTask(fields),
    unreadLists: [
      ...annotationLists.flatMap((name) => straysIn(fields.get(name)).map(() => name)),
      ...(said('drafts').length > 0 ? ['drafts'] : []),
    ],
  }
}

function annotationFrom(fields: JsonFields, isPrediction: boolean): TaskAnnotation {
  return {
    fields,
    results: objectsIn(fields.get('result')),
    isPrediction,
    strayCount: straysIn(fields.get('result')).length,
    unread: unreadOfAnnotation(fields, isPrediction),
  }
}

/** What stands where a list of objects, or one of them, should. */
function straysIn(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return isSaid(value) ? [value] : []
  const list: readonly unknown[] = value
  return list.filter((each) => !fieldsOf(each))
}

/** The objects of a list. */
function objectsIn(value: unknown): readonly JsonFields[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.map(fieldsOf).filter((each) => each !== undefined)
}

/** Fields of a task in the short form that are about its annotation. */
const aboutAnnotation = ['annotator', 'created_at', 'updated_at', 'lead_time']
/** All that are about it, not of it. */
const about: ReadonlySet<string> = new Set([...aboutAnnotation, 'id', 'annotation_id'])

function shortTask(fields: JsonFields): Task {
  const data = new Map<string, unknown>()
  const result: JsonFields[] = []
  let strayCount = 0
  for (const [name, value] of fields) {
    if (about.has(name)) continue
    const results = resultsOf(name, value)
    result.push(...results)
    if (results.length === 0) data.set(name, value)
    else if (Array.isArray(value)) strayCount += value.length - results.length
  }
  const said = aboutAnnotation.filter((name) => isSaid(fields.get(name)))
  const known = said.map((name) => [name, fields.get(name)] as const)
  const own = new Map(known)
  own.delete('annotator')
  own.set('completed_by', fields.get('annotator'))
  const annotation = { ...annotationFrom(own, false), results: result, strayCount }
  const isThere = result.length > 0
  return {
    data,
    annotations: isThere ? [annotation] : [],
    unread: isThere ? [] : said,
    unreadLists: [],
  }
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
